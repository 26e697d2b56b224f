import type { ConnectionCommand, ConnectionDraft } from '#access';
import { atOnce } from '#event-store/testing';
import { derivedUuid, recordIdOf, type AgencyId, type StaffId } from '#platform';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import { findConnection, takeConnection } from './connection-stream.js';

const COUNCIL = 'urn:agency:la:873' as AgencyId;
const AT = '2026-11-25T10:00:00Z';
const [DECLARES, ONE, OTHER] = [
  'staff-declares' as StaffId,
  'staff-one' as StaffId,
  'staff-other' as StaffId,
];
const connection = derivedUuid('connection of a spec');
const sealed = { k: 'connection/S', c: 'sealed' };
const by = (person: StaffId) => ({ person, role: 'Decision manager', agency: COUNCIL });
const draft: ConnectionDraft = {
  ...{ connection, staff: DECLARES, kind: 'RELATIVE', records: [recordIdOf(COUNCIL, 'C-1')] },
  ...{ by: by(DECLARES), at: AT, words: { name: 'A. Nalyst', reason: 'My nephew' } },
};

const confirmed = (person: StaffId): ConnectionCommand => ({ kind: 'CONFIRM', by: by(person), at: AT });
const ended = (person: StaffId): ConnectionCommand => ({
  ...{ kind: 'END', by: by(person), at: AT, reason: 'Another of this name', sealed },
});

describe('Two people who answer one declared connection at the same moment', () => {
  let engines: TestEngines;

  beforeEach(async () => {
    engines = await startTestEngines();
    await takeConnection(engines.store, connection, DECLARES, { kind: 'DECLARE', draft, sealed });
  });
  afterEach(() => engines.stop());

  it.each([
    ['both confirm it', confirmed, confirmed, 'CONNECTION.ALREADY_CONFIRMED'],
    ['both end it', ended, ended, 'CONNECTION.ALREADY_ENDED'],
    ['one ends what the other confirms', ended, confirmed, 'CONNECTION.ALREADY_ENDED'],
    ['one confirms what the other ends', confirmed, ended, 'CONNECTION.ANSWERED_MEANWHILE'],
  ])('are told whose answer stands: %s', async (_which, first, second, fault) => {
    const told = await atOnce(
      engines.store,
      (store) => takeConnection(store, connection, ONE, first(ONE)),
      (store) => takeConnection(store, connection, OTHER, second(OTHER)),
    );
    expect(told).toMatchObject([{ ok: true }, { ok: false, faults: [fault] }]);
    const state = await findConnection(engines.store, connection);
    expect([state?.confirmed, state?.ended].flatMap((answer) => answer?.by.person ?? [])).toEqual([ONE]);
  });
});
