import type { StoredEvent } from '#event-store';
import { foldTable } from '../../../journey/testing/index.js';
import type { Disclosed } from '../../domain/events.js';
import { owingProjection } from './owing.projection.js';

const shown = (at: string, owes: readonly string[] | undefined, recipient = 'urn:agency:la:873/mash') => {
  const item = { item: 'a0000000-0000-4000-8000-000000000001', row: 'D2', ...(owes && { owes }) };
  const data = { at, recipient, items: [item] } as unknown as Disclosed;
  return { type: 'Disclosed', data } as unknown as StoredEvent;
};
const [owed] = owingProjection.tables;
const rowsOf = (...events: readonly StoredEvent[]) => (owed ? [...foldTable(owed, events).values()] : []);

describe('What is owed for disclosures', () => {
  const [early, late] = [
    shown('2026-11-24T09:00:00Z', ['OVERRIDE']),
    shown('2026-11-25T09:00:00Z', ['OVERRIDE']),
  ];

  it('counts from the first of a team, in whatever order they are read', () => {
    for (const rows of [rowsOf(early, late), rowsOf(late, early)])
      expect(rows).toMatchObject([
        { record: 'OVERRIDE', row: 'D2', disclosed_at: new Date('2026-11-24T09:00:00Z') },
      ]);
  });

  it('is kept apart by team and record, and is nothing for what owes nothing', () => {
    const other = shown(
      '2026-11-24T10:00:00Z',
      ['OVERRIDE', 'DANGER_RECORD'],
      'urn:agency:other:NSEH/family-help',
    );
    expect(rowsOf(early, other)).toHaveLength(3);
    expect(rowsOf(shown('2026-11-24T09:00:00Z', undefined))).toEqual([]);
  });

  it('stops at an event that it cannot read', () => {
    expect(() => rowsOf({ ...early, type: 'Unheard' })).toThrow('cannot be read');
  });
});
