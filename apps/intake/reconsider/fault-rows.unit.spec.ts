import type { HeldItem } from '#journey';
import { defect, derivedUuid, itemIdOf, recordIdOf, type PersonId } from '#platform';
import { COMMUNITY_HEALTH } from '../testing/events.js';
import { FaultRows } from './fault-rows.js';
import type { Faulty } from './faulty.js';
import type { Trigger } from './triggers.js';

const trigger: Trigger = { kind: 'LAPSED', cause: derivedUuid('lapsed') };
const itemOf = (name: string, at = 0): HeldItem => {
  const record = recordIdOf(COMMUNITY_HEALTH, name);
  const person = derivedUuid(name) as string as PersonId;
  return {
    ...{ state: 'WITHHELD', item: itemIdOf(COMMUNITY_HEALTH, `${name}/${at}`), agency: COMMUNITY_HEALTH },
    ...{ sourceEventId: `${name}/${at}`, receivedAt: new Date(0), decisions: [], revision: 0n },
    source: { topic: 'throughline.events.ods-RZZ', partition: 0, offset: String(at) },
    people: [{ record, person, party: 'SUBJECT', role: undefined }],
    ...{ kind: undefined, existenceMayBeTold: false, contentAskedAt: undefined, retractedBy: [] },
  };
};
const fault = (item: HeldItem): Faulty => ({
  item,
  trigger,
  error: defect('VAULT.WRONG_KEY', 'Not opened'),
});
const looked = (...items: readonly HeldItem[]) => ({
  standing: items.map((item) => [item, trigger] as const),
  stubs: [],
});

describe('Items that cannot be decided again, one after the other', () => {
  const people = Array.from({ length: 12 }, (_, at) => itemOf(`person-${at}`));
  const heed = (rows: FaultRows, items: readonly HeldItem[]) => rows.heed(looked(...items), items.map(fault));

  it('are set aside where they are of one person, however many', () => {
    const rows = new FaultRows();
    expect(() =>
      heed(
        rows,
        Array.from({ length: 40 }, (_, at) => itemOf('person', at)),
      ),
    ).not.toThrow();
  });

  it('stop everything where ten people’s in a row cannot be decided, as no item is to blame', () => {
    const rows = new FaultRows();
    expect(() => heed(rows, people.slice(0, 9))).not.toThrow();
    expect(() => heed(rows, people.slice(9, 10))).toThrow(
      expect.objectContaining({ code: 'VAULT.WRONG_KEY' }) as Error,
    );
    expect(() => heed(rows, people.slice(9, 10))).toThrow();
  });

  it('are no row where another item between them can be decided', () => {
    const rows = new FaultRows();
    heed(rows, people.slice(0, 9));
    rows.heed(looked(itemOf('another'), ...people.slice(9)), people.slice(9).map(fault));
    expect(() => heed(rows, people.slice(0, 6))).not.toThrow();
  });
});
