import { outOfOrder, withoutOneOutcome } from './accepted-events.js';
import type { OutcomeOf, StoredHistory } from './stored-history.js';

const SCHOOL = 'urn:agency:urn:199997';
const sent = (id: string, subject = 'C-1') => ({ agency: SCHOOL, id, subject });
const history = (...outcomes: readonly (readonly [string, Partial<OutcomeOf>])[]): StoredHistory => ({
  outcomes: new Map(
    outcomes.map(([id, found]) => [`${SCHOOL} ${id}`, { items: 1, rejections: 0, position: 1n, ...found }]),
  ),
  claimedTwice: [],
  broken: [],
  events: outcomes.length,
});

describe('What is checked of accepted events', () => {
  it('finds an event that was lost', () => {
    expect(withoutOneOutcome([sent('A'), sent('B')], history(['A', {}]))).toEqual([`${SCHOOL} B`]);
  });

  it('finds an event that became two items', () => {
    expect(withoutOneOutcome([sent('A')], history(['A', { items: 2 }]))).toEqual([`${SCHOOL} A`]);
  });

  it('counts an item with a refused second content beside it as one outcome', () => {
    expect(withoutOneOutcome([sent('A'), sent('A')], history(['A', { rejections: 1 }]))).toEqual([]);
  });

  it('finds two events of one subject that changed places, and leaves other subjects alone', () => {
    const stored = history(['A', { position: 3n }], ['B', { position: 2n }], ['C', { position: 1n }]);
    expect(outOfOrder([sent('A'), sent('B'), sent('C', 'C-2')], stored)).toEqual([`${SCHOOL} B`]);
  });
});
