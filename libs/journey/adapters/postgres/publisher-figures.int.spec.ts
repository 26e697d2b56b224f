import { derivedUuid } from '#platform';
import { runProjection, waitForProjection, type ProjectionRun } from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import { receiptBody } from '../../application/receipt-body.js';
import type { ItemEvent, RejectionEvent, SourceEventRejected } from '../../domain/item-events.js';
import type { ParkingEvent } from '../../domain/parking-events.js';
import {
  contentAsked,
  HEALTH,
  itemCeased,
  itemReleased,
  itemShared,
  itemWithheld,
  sourceEventParked,
  sourceEventRejected,
  streamOf,
} from '../../testing/builders.js';
import { createPublisherCounts } from './publisher-counts.js';
import { createPublisherEvents } from './publisher-events.js';
import { receiptsProjection } from './receipts.projection.js';
import { createReceiptsReader } from './receipts-reader.js';

const NOW = new Date('2026-06-30T12:00:00Z');
const CONFLICT = [{ code: 'CONFLICT.SAME_ID_OTHER_CONTENT' }];

describe('The figures of a publisher', () => {
  let engines: TestEngines;
  let run: ProjectionRun;

  beforeEach(async () => {
    engines = await startTestEngines();
    run = runProjection({ ...engines, projection: receiptsProjection, idleCheckMs: 50 });
  });
  afterEach(async () => {
    await run.stop();
    await engines.stop();
  });

  const happen = async (...events: readonly (ItemEvent | RejectionEvent | ParkingEvent)[]) => {
    for (const event of events) {
      const stream = streamOf(event);
      const stored = { ...event, id: derivedUuid(stream, event.type), metadata: { schemaVersion: 1 } };
      const appended = await engines.store.append(stream, 'any', [stored]);
      if (!appended.ok) throw new Error(appended.reason);
      await waitForProjection(engines.pool, 'receipts', appended.position);
    }
  };
  const counts = () => createPublisherCounts(engines.pool);
  const lists = () => createPublisherEvents(engines.pool);
  const whole = { from: new Date(0), until: NOW };
  const part = { page: 1, pageSize: 50 };
  const listed = async () =>
    (await lists().list(HEALTH, whole, part)).rows.map(({ sourceEventId, state }) => [sourceEventId, state]);
  const refused = (offset: number, sourceEventId: string, more: Partial<SourceEventRejected> = {}) =>
    sourceEventRejected(offset, { sourceEventId, ...more });
  const on = (day: string) => ({ receivedAt: `2026-06-${day}T10:00:00.000Z` });
  const receiptOf = async (id: string) => {
    const receipt = await createReceiptsReader(engines.pool).find(HEALTH, id);
    return receipt && receiptBody(receipt);
  };

  it('count an event that was refused, mended and taken once, by what became of it', async () => {
    await happen(
      refused(1, 'E-1', on('10')),
      refused(2, 'E-1', { ...on('11'), attempt: 2 }),
      itemShared('E-1', on('12')),
      refused(3, 'E-2', on('11')),
      refused(4, 'E-2', on('13')),
      sourceEventRejected(5, on('13')),
    );
    expect(await counts().days(HEALTH, NOW)).toEqual([
      { day: '2026-06-12', accepted: 1, withheld: 0, rejected: 0 },
      { day: '2026-06-13', accepted: 0, withheld: 0, rejected: 2 },
    ]);
  });

  it('go on counting other content that was refused under the id of an event taken before', async () => {
    await happen(itemShared('E-1', on('12')), refused(1, 'E-1', { ...on('13'), reasons: CONFLICT }));
    expect(await counts().days(HEALTH, NOW)).toEqual([
      { day: '2026-06-12', accepted: 1, withheld: 0, rejected: 0 },
      { day: '2026-06-13', accepted: 0, withheld: 0, rejected: 1 },
    ]);
  });

  it('begin with the whole first of thirty days in London, in every part of the page', async () => {
    await happen(
      refused(1, 'E-1', { receivedAt: '2026-05-31T22:59:59.999Z' }),
      refused(2, 'E-2', { receivedAt: '2026-05-31T23:00:00.000Z' }),
    );
    expect(await counts().days(HEALTH, NOW)).toMatchObject([{ day: '2026-06-01', rejected: 1 }]);
    expect(await counts().refusedCodes(HEALTH, NOW)).toMatchObject([{ refused: 1, open: 1 }]);
    const winter = new Date('2026-11-20T23:30:00Z');
    await happen(refused(3, 'E-3', { receivedAt: '2026-10-21T23:10:00.000Z' }));
    expect(await counts().days(HEALTH, winter)).toMatchObject([{ day: '2026-10-22', rejected: 1 }]);
  });

  it('count by reason how many events were refused, not how often each was sent', async () => {
    await happen(
      ...[refused(1, 'E-1'), refused(2, 'E-1'), refused(3, 'E-2', on('10')), itemShared('E-2', on('12'))],
      ...[sourceEventRejected(4), sourceEventRejected(5)],
    );
    expect(await counts().refusedCodes(HEALTH, NOW)).toMatchObject([
      { code: 'SCHEMA.MISSING', refused: 4, open: 3 },
    ]);
  });

  it('hold one line for each event that waits, however often it was sent or refused before', async () => {
    await happen(
      refused(1, 'E-1', on('01')),
      ...[2, 3].map((offset) => sourceEventParked(offset, { sourceEventId: 'E-1' })),
    );
    expect(await listed()).toEqual([['E-1', 'parked']]);
    expect(await counts().parked(HEALTH)).toBe(1);
    expect(await counts().days(HEALTH, NOW)).toEqual([]);
  });

  it('count no event among those that wait once it has its outcome', async () => {
    await happen(sourceEventParked(6), itemShared('E-6'));
    expect(await listed()).toEqual([['E-6', 'stored']]);
    expect(await counts().parked(HEALTH)).toBe(0);
  });

  it('ask for no content that came by another way, nor after the item ceased again', async () => {
    await happen(itemWithheld('E-1'), contentAsked('E-1'));
    expect(await counts().contentAsked(HEALTH)).toBe(1);
    await happen(itemReleased('E-1'));
    expect(await counts().contentAsked(HEALTH)).toBe(0);
    expect(await receiptOf('E-1')).not.toHaveProperty('content');
    await happen(itemCeased('E-1'));
    expect(await counts().contentAsked(HEALTH)).toBe(0);
  });

  it('say of a refused delivery whether the event was taken before it or since', async () => {
    await happen(
      refused(1, 'E-1', on('10')),
      itemShared('E-1', on('12')),
      refused(2, 'E-1', on('13')),
      refused(3, 'E-2', on('14')),
    );
    const { rows } = await lists().refused(HEALTH, 'SCHEMA.MISSING', new Date(0), part);
    expect(rows.map(({ receivedAt, since }) => [receivedAt.getUTCDate(), since])).toEqual([
      [14, 'NOTHING'],
      [13, 'TAKEN_BEFORE'],
      [10, 'TAKEN_SINCE'],
    ]);
  });

  it('give no reason in a receipt that was mended before the event was taken', async () => {
    await happen(refused(1, 'E-1', on('10')), itemShared('E-1', on('12')));
    expect(await receiptOf('E-1')).toMatchObject({ state: 'stored', reasons: [] });
    await happen(refused(2, 'E-1', { ...on('13'), reasons: CONFLICT }));
    expect(await receiptOf('E-1')).toMatchObject({
      state: 'stored',
      reasons: [{ code: 'CONFLICT.SAME_ID_OTHER_CONTENT' }],
    });
  });
});
