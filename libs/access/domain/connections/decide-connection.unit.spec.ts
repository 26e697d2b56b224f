import type { AgencyId, RecordId, StaffId, Uuid } from '#platform';
import type { ConnectionEvent } from './connection-events.js';
import { evolveConnection, type ConnectionState } from './connection-state.js';
import { decideConnection, type ConnectionCommand, type ConnectionDraft } from './decide-connection.js';

const person = (id: string) => ({
  ...{ person: id as StaffId, role: 'Decision manager', agency: 'urn:agency:la:873' as AgencyId },
});
const sealed = { k: 'key', c: 'text' };
const AT = '2026-11-25T10:00:00Z';
const draft = (more: Partial<ConnectionDraft> = {}): ConnectionDraft => ({
  ...{ connection: 'c-1' as Uuid, staff: 'staff-1', kind: 'RELATIVE', records: ['r-1' as RecordId] },
  ...{ by: person('staff-1'), at: AT, words: { name: 'A. Nalyst', reason: 'My nephew' } },
  ...more,
});
const declare = (more: Partial<ConnectionDraft> = {}): ConnectionCommand => ({
  ...{ kind: 'DECLARE', draft: draft(more), sealed },
});
const confirm = (by: string): ConnectionCommand => ({ kind: 'CONFIRM', by: person(by), at: AT });
const end = (by: string, reason = 'Another of the same name'): ConnectionCommand => ({
  ...{ kind: 'END', by: person(by), at: AT, reason, sealed },
});

function after(...commands: readonly ConnectionCommand[]): ConnectionState | undefined {
  return commands.reduce<ConnectionState | undefined>((state, command) => {
    const outcome = decideConnection(command, state);
    if (!outcome.ok) throw new Error(outcome.faults.join());
    return evolveConnection(state, outcome.event);
  }, undefined);
}
const faultsOf = (command: ConnectionCommand, state: ConnectionState | undefined) => {
  const outcome = decideConnection(command, state);
  return outcome.ok ? [] : outcome.faults;
};

describe('A declared connection', () => {
  it.each(['SUBJECT', 'RELATIVE', 'LINKED_TO_SUSPECT', 'OTHER'] as const)(
    'stands from the moment that it is declared: %s',
    (kind) => {
      expect(after(declare({ kind }))).toMatchObject({ declared: { kind, staff: 'staff-1', at: AT } });
    },
  );

  it('holds no word in the clear', () => {
    expect(JSON.stringify(after(declare()))).not.toMatch(/nephew|Nalyst/);
  });

  it('tells everything that it lacks, in the order of its form', () => {
    const words = { name: 'A. Nalyst', reason: ' ' };
    expect(
      faultsOf(declare({ records: [], staff: 'Asha Rahman', kind: 'FRIEND', words }), undefined),
    ).toEqual([
      ...['CONNECTION.NO_FAMILY', 'CONNECTION.STAFF_MISSING', 'CONNECTION.KIND_MISSING'],
      'CONNECTION.REASON_MISSING',
    ]);
  });

  it('is declared once', () => {
    expect(faultsOf(declare(), after(declare()))).toEqual(['CONNECTION.ALREADY_DECLARED']);
  });

  it('is confirmed once, by a second person', () => {
    const confirmed = after(declare(), confirm('staff-2'));
    expect(confirmed?.confirmed?.by.person).toBe('staff-2');
    expect(faultsOf(confirm('staff-3'), confirmed)).toEqual(['CONNECTION.ALREADY_CONFIRMED']);
  });

  it('is ended by a second person alone, who says why, whether or not it was confirmed', () => {
    expect(after(declare(), end('staff-2'))?.ended?.by.person).toBe('staff-2');
    expect(after(declare(), confirm('staff-2'), end('staff-3'))?.ended?.by.person).toBe('staff-3');
    expect(faultsOf(end('staff-2', ' '), after(declare()))).toEqual(['CONNECTION.END_REASON_MISSING']);
  });

  it.each([
    ['who declared it', 'staff-1'],
    ['whom it is about, where another recorded it', 'staff-9'],
  ])('is answered by nobody of %s', (_who, by) => {
    const state = after(declare({ staff: 'staff-9' }));
    expect(faultsOf(confirm(by), state)).toEqual(['CONNECTION.SAME_PERSON']);
    expect(faultsOf(end(by), state)).toEqual(['CONNECTION.SAME_PERSON']);
  });

  it('is answered no more once it is ended', () => {
    const state = after(declare(), end('staff-2'));
    expect(faultsOf(confirm('staff-3'), state)).toEqual(['CONNECTION.ALREADY_ENDED']);
    expect(faultsOf(end('staff-3'), state)).toEqual(['CONNECTION.ALREADY_ENDED']);
  });

  it('is nothing without its declaration', () => {
    expect(faultsOf(confirm('staff-2'), undefined)).toEqual(['CONNECTION.NOT_DECLARED']);
    const confirmed: ConnectionEvent = {
      type: 'ConnectionConfirmed',
      data: { connection: 'c-1' as Uuid, by: person('staff-2'), at: AT },
    };
    expect(evolveConnection(undefined, confirmed)).toBeUndefined();
  });
});
