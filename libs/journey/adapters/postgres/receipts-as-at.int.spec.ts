import { derivedUuid } from '#platform';
import { runProjection, waitForProjection, type ProjectionRun } from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import type { ItemEvent, RejectionEvent } from '../../domain/item-events.js';
import type { ParkingEvent } from '../../domain/parking-events.js';
import { receiptBody } from '../../application/receipt-body.js';
import {
  HEALTH,
  itemCeased,
  itemReleased,
  itemShared,
  itemWithheld,
  sourceEventParked,
  sourceEventRejected,
  sourceEventUnparked,
  streamOf,
} from '../../testing/builders.js';
import { MOST_REFUSALS_TOLD } from './receipt-of-rows.js';
import { createReceiptsAsAt } from './receipts-as-at.js';
import { receiptsProjection } from './receipts.projection.js';
import { createReceiptsReader } from './receipts-reader.js';

describe('Receipts as they stood', () => {
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

  const happen = async (event: ItemEvent | RejectionEvent | ParkingEvent) => {
    const stream = streamOf(event);
    const id = derivedUuid(stream, event.type);
    const appended = await engines.store.append(stream, 'any', [
      { ...event, id, metadata: { schemaVersion: 1 } },
    ]);
    if (!appended.ok) throw new Error(appended.reason);
    await waitForProjection(engines.pool, 'receipts', appended.position);
  };
  const everything = async () => {
    const events = [];
    for await (const batch of engines.store.readAll()) events.push(...batch);
    return events;
  };
  const asAt = async () => {
    const receipts = await createReceiptsAsAt(engines.pool, engines.store).of(await everything());
    return receipts.map((receipt) => receipt && json(receiptBody(receipt)));
  };
  const askedNow = async (sourceEventId: string) => {
    const receipt = await createReceiptsReader(engines.pool).find(HEALTH, sourceEventId);
    return receipt && json(receiptBody(receipt));
  };
  const json = (body: object) => JSON.parse(JSON.stringify(body)) as unknown;

  it('are what the publisher would have been told when each event had just happened', async () => {
    const told = [];
    const course: readonly (ItemEvent | RejectionEvent)[] = [
      sourceEventRejected(1, { sourceEventId: 'E-1' }),
      itemWithheld('E-1'),
      sourceEventRejected(2, { sourceEventId: 'E-1', reasons: [{ code: 'CONFLICT.SAME_ID_OTHER_CONTENT' }] }),
      itemReleased('E-1'),
      itemCeased('E-1'),
    ];
    for (const event of course) {
      await happen(event);
      told.push(await askedNow('E-1'));
    }
    expect(await asAt()).toEqual(told);
    expect(told.map((body) => (body as { state: string }).state)).toEqual([
      'rejected',
      'withheld',
      'withheld',
      'stored',
      'ceased',
    ]);
  });

  it.each([
    ['an item', [itemShared('E-6'), sourceEventUnparked(6, 'TAKEN')], 'stored'],
    [
      'a rejection',
      [
        sourceEventRejected(6, { sourceEventId: 'E-6', reasons: [{ code: 'INTAKE.CONTENT_GONE' }] }),
        sourceEventUnparked(6, 'REJECTED'),
      ],
      'rejected',
    ],
  ])('say that an event is parked until %s comes of it', async (_what, [outcome, unparked], state) => {
    await happen(sourceEventParked(6));
    const waiting = await askedNow('E-6');
    await happen(outcome as ItemEvent);
    const settled = await askedNow('E-6');
    await happen(unparked as ParkingEvent);
    expect(await asAt()).toEqual([waiting, settled, undefined]);
    expect(await askedNow('E-6')).toEqual(settled);
    expect([waiting, settled]).toMatchObject([
      { state: 'parked', reasons: [{ code: 'INTAKE.PARKED' }] },
      { state },
    ]);
  });

  it('are told of a message without an id too, from what its rejection says', async () => {
    await happen(sourceEventRejected(3));
    expect(await asAt()).toEqual([
      {
        state: 'rejected',
        reasons: [expect.objectContaining({ code: 'SCHEMA.MISSING', path: '/data/details' })],
        recipients: [],
        history: [{ at: '2026-06-01T11:00:00.000Z', state: 'rejected' }],
      },
    ]);
  });

  it('are found under an id that holds a character which PostgreSQL refuses', async () => {
    await happen(sourceEventRejected(4, { sourceEventId: 'E\u00004' }));
    expect(await asAt()).toEqual([expect.objectContaining({ id: 'E\u00004', state: 'rejected' })]);
    expect(await askedNow('E\u00004')).toMatchObject({ state: 'rejected' });
  });

  it('hold the newest refused deliveries and no more, however often an event is sent again', async () => {
    const times = Array.from({ length: MOST_REFUSALS_TOLD + 3 }, (_, at) =>
      new Date(Date.UTC(2026, 5, 1, 11, 0, at)).toISOString(),
    );
    for (const [at, receivedAt] of times.entries())
      await happen(sourceEventRejected(at, { sourceEventId: 'E-1', receivedAt }));
    const told = (await asAt()) as { history: { at: string }[] }[];
    expect(told.at(-1)?.history.map(({ at }) => at)).toEqual(times.slice(3));
    expect(told[1]?.history.map(({ at }) => at)).toEqual(times.slice(0, 2));
    expect(await askedNow('E-1')).toEqual(told.at(-1));
  });

  it('keep apart what several publishers call by the same id', async () => {
    await happen(itemShared('E-1'));
    await happen(sourceEventRejected(5, { sourceEventId: 'E-1', agency: 'urn:agency:ods:RZZ' as never }));
    expect((await asAt()).map((body) => (body as { state: string }).state)).toEqual(['stored', 'rejected']);
  });
});
