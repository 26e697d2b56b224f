import { agreementIdOf, isThroughlineError, itemIdOf } from '#platform';
import type { ProjectedTable, ReadRow } from '#read-store';
import {
  aDecision,
  contentAsked,
  contentGiven,
  HEALTH,
  itemShared,
  itemWithheld,
  someContent,
  storedItemEvent,
} from '../../testing/builders.js';
import { foldTable } from '../../testing/fold-table.js';
import type { ItemEvent } from '../../domain/item-events.js';
import { decisionsTable } from './decisions.table.js';
import { itemRecordsTable } from './item-records.table.js';
import { itemsTable } from './items.table.js';

const AGREEMENT = agreementIdOf(HEALTH, 'A-1');

const rowsAfter = <Row extends ReadRow>(table: ProjectedTable<Row>, history: readonly ItemEvent[]): Row[] => [
  ...foldTable(
    table,
    history.map((event, index) => storedItemEvent(event, BigInt(index))),
  ).values(),
];

const withheld = itemWithheld('E-1');
const released: ItemEvent = {
  type: 'ItemReleased',
  data: {
    ...withheld.data,
    sourceEventId: 'E-1',
    source: { topic: 't', partition: 0, offset: '7' },
    receivedAt: '2026-06-01T10:00:00.000Z',
    content: someContent(),
    decisions: [aDecision({ standsOn: [AGREEMENT] })],
    because: { agreement: AGREEMENT },
  },
};
const ceased: Extract<ItemEvent, { type: 'ItemCeased' }> = {
  type: 'ItemCeased',
  data: {
    item: withheld.data.item,
    agency: HEALTH,
    decisions: [aDecision({ outcome: 'DENY', row: 'D9', reasons: ['AGREEMENT.WITHDRAWN'] })],
    because: { agreement: AGREEMENT },
    ceasedAt: '2026-06-02T10:00:00.000Z',
  },
};

describe('the timeline projection', () => {
  it('keeps no content column for an item that is withheld', () => {
    const [row] = rowsAfter(itemsTable, [withheld]);
    expect(row).toMatchObject({
      state: 'WITHHELD',
      facts: null,
      sealed: null,
      occurred_at: null,
      type: null,
    });
  });

  it('tells of nothing restricted that has ceased, whatever its publisher lets be told', () => {
    const { facts } = someContent();
    const content = someContent({ facts: { ...facts, sensitivity: 'R', restricted: ['MARAC'] } });
    const rows = rowsAfter(itemsTable, [itemShared('E-1', { content }), ceased]);
    expect(rows[0]).toMatchObject({ state: 'CEASED', kind: null, existence_may_be_told: false });
  });

  it('knows what is held without content for restricted, also where everybody was denied it in any case', () => {
    const { facts } = someContent();
    const content = someContent({ facts: { ...facts, restricted: ['MARAC'] } });
    const onceShared = [itemShared('E-1', { content }), ceased];
    const inPart: ItemEvent = { type: 'ItemCeased', data: { ...ceased.data, restricted: true } };
    for (const history of [[itemWithheld('E-1', { restricted: true })], onceShared, [released, inPart]])
      expect(rowsAfter(itemsTable, history)[0]).toMatchObject({ sensitivity: 'R', restricted: null });
    for (const history of [[withheld], [released, ceased]])
      expect(rowsAfter(itemsTable, history)[0]).toMatchObject({ sensitivity: null });
  });

  it('does not keep the kind of a withheld item whose existence may not be told', () => {
    const silent = itemWithheld('E-2', { existenceMayBeTold: false });
    if (silent.type === 'ItemWithheld') delete (silent.data as { kind?: string }).kind;
    expect(rowsAfter(itemsTable, [silent])[0]).toMatchObject({ kind: null, existence_may_be_told: false });
  });

  it('shows content once the item is released, and names the agreement that it stands on', () => {
    const [row] = rowsAfter(itemsTable, [withheld, released]);
    expect(row).toMatchObject({
      state: 'SHARED',
      sealed: { k: 'key/H', c: 'sealed' },
      stands_on: [AGREEMENT],
    });
  });

  it('says of a stub that its content is asked for, until it lies somewhere else', () => {
    const asked = contentAsked('E-1');
    expect(rowsAfter(itemsTable, [withheld, asked])[0]).toMatchObject({
      ...{
        state: 'WITHHELD',
        content_asked_at: '2026-07-02T10:00:00.000Z',
        source_offset: '7',
        revision: 1n,
      },
    });
    const [given] = rowsAfter(itemsTable, [withheld, asked, contentGiven('E-1')]);
    expect(given).toMatchObject({
      ...{ state: 'WITHHELD', content_asked_at: null, source_offset: '1007', revision: 2n },
      received_at: '2026-06-01T10:00:00.000Z',
    });
    const before = rowsAfter(decisionsTable, [withheld]);
    expect(rowsAfter(decisionsTable, [withheld, asked, contentGiven('E-1')])).toEqual(before);
  });

  it('drops the content again when sharing ceases, and stands on nothing', () => {
    const [row] = rowsAfter(itemsTable, [withheld, released, ceased]);
    expect(row).toMatchObject({ state: 'CEASED', sealed: null, facts: null, stands_on: [], revision: 2n });
  });

  it('keeps that an item was taken back although the taking back itself may not be shared', () => {
    const takenBack = itemIdOf(HEALTH, 'E-1');
    const [row] = rowsAfter(itemsTable, [itemWithheld('E-4', { retracts: takenBack })]);
    expect(row).toMatchObject({ state: 'WITHHELD', retracts: takenBack, sealed: null });
  });

  it('finds the item by its records whether shared or withheld', () => {
    expect(rowsAfter(itemRecordsTable, [withheld])).toHaveLength(1);
    expect(rowsAfter(itemRecordsTable, [withheld, released])).toMatchObject([
      { role: 'child', party: 'SUBJECT' },
    ]);
  });

  it('shows for each recipient what was decided last', () => {
    expect(rowsAfter(decisionsTable, [withheld])).toMatchObject([{ outcome: 'DENY', row: 'D9' }]);
    expect(rowsAfter(decisionsTable, [withheld, released])).toMatchObject([{ outcome: 'PERMIT', row: 'D6' }]);
  });

  it('stops at an event type that it cannot read instead of passing over it', () => {
    const stranger = { ...storedItemEvent(itemShared('E-3')), type: 'ItemTeleported' };
    let code: string | undefined;
    try {
      itemsTable.keysOf(stranger);
    } catch (error) {
      if (isThroughlineError(error)) code = error.code;
    }
    expect(code).toBe('PROJECTION.UNKNOWN_EVENT');
  });
});
