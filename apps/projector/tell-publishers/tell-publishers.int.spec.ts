import { hubSchemaFaults } from '#contracts/testing';
import type { Telling, TellingChannel } from '#feed';
import { createReceiptsReader, receiptBody, receiptsProjection } from '#journey';
import type { ItemEvent, ParkingEvent, RejectionEvent } from '#journey';
import {
  aDecision,
  contentAsked,
  contentGiven,
  HEALTH,
  itemCeased,
  itemDecidedAgain,
  itemReleased,
  itemShared,
  itemWithheld,
  sourceEventParked,
  sourceEventRejected,
  sourceEventUnparked,
  streamOf,
} from '#journey/testing';
import { derivedUuid, itemIdOf, silentLogger, unavailable, type AgencyId, type RecipientId } from '#platform';
import type { Decision } from '#sharing';
import { createMetrics } from '#platform/metrics';
import { rebuildProjection, runProjection, waitForProjection, type ProjectionRun } from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import { until } from '../../../test/support/until.js';
import { startTelling, type RunningTelling, type TellingOptions } from './start-telling.js';

const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;

describe('Telling publishers', () => {
  let engines: TestEngines;
  let view: ProjectionRun;
  let told: Telling[];
  const running: RunningTelling[] = [];

  beforeEach(async () => {
    engines = await startTestEngines();
    view = runProjection({ ...engines, projection: receiptsProjection, idleCheckMs: 50 });
    told = [];
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
    await view.stop();
    await engines.stop();
  });

  /** Where agencies listen, as far as the hub can see: what is taken is kept in order. */
  const listening = (before: () => Promise<void> = async () => undefined): TellingChannel => ({
    reaches: (agency) => agency === HEALTH,
    tell: async (tellings) => {
      await before();
      told.push(...tellings);
    },
    close: async () => undefined,
  });
  const start = async (channel = listening(), options: Partial<TellingOptions> = {}) => {
    const { store, pool } = engines;
    const needed = { store, pool, channel, logger: silentLogger, metrics: createMetrics() };
    const telling = await startTelling({ ...needed, leaseCheckMs: 25, ...options });
    running.push(telling);
    return telling;
  };
  const stop = async (telling: RunningTelling) => {
    running.splice(running.indexOf(telling), 1);
    await telling.stop();
  };
  const happen = async (...events: readonly (ItemEvent | ParkingEvent | RejectionEvent)[]) => {
    for (const event of events) {
      const stream = streamOf(event);
      const metadata = { schemaVersion: 1, correlationId: 'Marker-Child' };
      const id = derivedUuid(stream, event.type);
      const appended = await engines.store.append(stream, 'any', [{ ...event, id, metadata }]);
      if (!appended.ok) throw new Error(appended.reason);
      await waitForProjection(engines.pool, 'receipts', appended.position);
    }
  };
  const receipts = () => told.filter(({ to }) => to !== 'operators');
  const bodyOf = ({ value }: Telling) =>
    JSON.parse(value.toString()) as { id: string; type: string; data: unknown };
  const level = (telling: RunningTelling) => until(() => telling.status().caughtUp);
  const overHttp = async (sourceEventId: string) => {
    const receipt = await createReceiptsReader(engines.pool).find(HEALTH, sourceEventId);
    return JSON.parse(JSON.stringify(receipt && receiptBody(receipt))) as unknown;
  };

  it('says of each change, in order, exactly what the receipt said over HTTP at that point', async () => {
    const said = [];
    for (const event of [itemWithheld('E-1'), itemReleased('E-1'), itemCeased('E-1')]) {
      await happen(event);
      said.push(await overHttp('E-1'));
    }
    await level(await start());
    expect(receipts().map((each) => bodyOf(each).data)).toEqual(said);
    expect(receipts().map(({ to, key }) => [to, key])).toEqual(Array(3).fill([HEALTH, 'E-1']));
    const faults = hubSchemaFaults('throughline.receipt.v1.schema.json');
    expect(receipts().flatMap((each) => faults(bodyOf(each)))).toEqual([]);
  });

  it('tells a recipient that sharing with it has ceased, and nobody who was never allowed to see', async () => {
    const [mash, helpers] = ['urn:agency:la:873/mash', 'urn:agency:other:NSEH'] as RecipientId[];
    const decided = (recipient: RecipientId | undefined, outcome: Decision['outcome']) =>
      aDecision({ ...(recipient ? { recipient } : {}), outcome, row: outcome === 'DENY' ? 'D9' : 'D6' });
    const never = decided('urn:agency:force:35' as RecipientId, 'DENY');
    const [both, one] = [
      [decided(mash, 'PERMIT'), decided(helpers, 'PERMIT'), never],
      [decided(mash, 'PERMIT'), decided(helpers, 'DENY'), never],
    ];
    const channel = { ...listening(), reaches: () => true };
    await happen(itemShared('E-1', { decisions: both }), itemDecidedAgain('E-1', one), itemCeased('E-1'));
    await level(await start(channel));
    const ceased = receipts().filter((each) => bodyOf(each).type === 'throughline.sharing-ceased.v1');
    expect(ceased.map(({ to, key }) => [to, key])).toEqual([
      ['urn:agency:other:NSEH', itemIdOf(HEALTH, 'E-1')],
      ['urn:agency:la:873', itemIdOf(HEALTH, 'E-1')],
    ]);
    expect(ceased.map((each) => bodyOf(each).data)).toMatchObject([
      { recipients: [helpers], reason: { code: 'SHARING.BASIS_ENDED' } },
      { recipients: [mash] },
    ]);
    const faults = hubSchemaFaults('throughline.sharing-ceased.v1.schema.json');
    expect(ceased.flatMap((each) => faults(bodyOf(each)))).toEqual([]);
    expect(JSON.stringify(ceased.map(bodyOf))).not.toMatch(/WITHDRAWN|REFUSED|E-1/);
  });

  it('tells of it also where what happened last to the item decided nothing', async () => {
    const mash = 'urn:agency:la:873/mash' as RecipientId;
    const decisions = [aDecision({ recipient: mash, outcome: 'PERMIT', row: 'D6' })];
    const channel = { ...listening(), reaches: () => true };
    await happen(itemShared('E-1', { decisions }), contentGiven('E-1'), itemCeased('E-1'));
    await level(await start(channel));
    const ceased = receipts().filter((each) => bodyOf(each).type === 'throughline.sharing-ceased.v1');
    expect(ceased.map((each) => bodyOf(each).data)).toMatchObject([{ recipients: [mash] }]);
  });

  it('asks the agency of a stub for content that is gone, beside its receipt and never instead of it', async () => {
    await happen(itemWithheld('E-1'), contentAsked('E-1'), contentGiven('E-1'), itemReleased('E-1'));
    await level(await start());
    const questions = receipts().filter((each) => bodyOf(each).type === 'throughline.content-asked.v1');
    expect(questions.map(({ to, key }) => [to, key])).toEqual([[HEALTH, itemIdOf(HEALTH, 'E-1')]]);
    const faults = hubSchemaFaults('throughline.content-asked.v1.schema.json');
    expect(questions.flatMap((each) => faults(bodyOf(each)))).toEqual([]);
    expect(questions.map(bodyOf)).toMatchObject([
      {
        ...{ subject: 'E-1', origin: 'throughline.events.ods-G7H8J/0/7' },
        data: { id: 'E-1', reason: { code: 'CONTENT.ASKED' } },
      },
    ]);
    expect(JSON.stringify(questions.map(bodyOf))).not.toMatch(/AGREEMENT|urn:agency:la|was-not-brought/);
    const told = receipts().filter((each) => bodyOf(each).type === 'throughline.receipt.v1');
    expect(told.map((each) => bodyOf(each).data)).toMatchObject([
      { state: 'withheld' },
      { state: 'withheld', content: { reason: { code: 'CONTENT.ASKED' } } },
      { state: 'withheld', content: { givenAt: '2026-07-03T10:00:00.000Z' } },
      { state: 'stored', content: { reason: { code: 'CONTENT.GIVEN' } } },
    ]);
    expect(
      told.flatMap((each) => hubSchemaFaults('throughline.receipt.v1.schema.json')(bodyOf(each))),
    ).toEqual([]);
    expect(bodyOf(told[3] as Telling).data).toEqual(await overHttp('E-1'));
  });

  it('goes on telling as things happen', async () => {
    const telling = await start();
    await level(telling);
    await happen(itemWithheld('E-1'));
    await until(() => receipts().length === 1);
    await happen(itemReleased('E-1'));
    await until(() => receipts().length === 2);
    expect(receipts().map((each) => bodyOf(each))).toMatchObject([
      { subject: 'E-1', data: { state: 'withheld' } },
      { subject: 'E-1', data: { state: 'stored' } },
    ]);
  });

  it('tells operators of a rejection without content and without anything its publisher wrote', async () => {
    const reasons = [{ code: 'SCHEMA.MISSING', path: '/data' }, { code: 'SCHEMA.MISSING' }];
    await happen(sourceEventRejected(7, { sourceEventId: 'Marker-Id', reasons, attempt: 2 }));
    await level(await start());
    const [operators] = told.filter(({ to }) => to === 'operators');
    expect(operators).toMatchObject({
      key: 'throughline.events.ods-G7H8J/0/7',
      headers: {
        'throughline-origin-topic': 'throughline.events.ods-G7H8J',
        'throughline-origin-partition': '0',
        'throughline-origin-offset': '7',
        'throughline-agency': HEALTH,
        'throughline-code': 'SCHEMA.MISSING',
        'throughline-codes': 'SCHEMA.MISSING',
        'throughline-attempt': '2',
      },
    });
    expect(operators?.value).toHaveLength(0);
    expect(JSON.stringify(operators)).not.toContain('Marker');
    expect(hubSchemaFaults('rejected-headers.json')(operators?.headers)).toEqual([]);
    expect(receipts().map(bodyOf)).toMatchObject([
      { subject: 'Marker-Id', origin: 'throughline.events.ods-G7H8J/0/7', data: { state: 'rejected' } },
    ]);
  });

  it('tells of a message without an id where it lies', async () => {
    await happen(sourceEventRejected(8));
    await level(await start());
    const [receipt] = receipts();
    expect(receipt?.key).toBe('throughline.events.ods-G7H8J/0/8');
    const event = receipt ? bodyOf(receipt) : undefined;
    expect(event).not.toHaveProperty('subject');
    expect(hubSchemaFaults('throughline.receipt.v1.schema.json')(event)).toEqual([]);
  });

  it('tells that an event waits, and then its outcome, and nothing of the end of waiting itself', async () => {
    await happen(sourceEventParked(5, { sourceEventId: 'E-5' }));
    const waiting = await overHttp('E-5');
    await happen(itemWithheld('E-5'), sourceEventUnparked(5, 'TAKEN'));
    await level(await start());
    expect(receipts().map((each) => bodyOf(each).data)).toEqual([waiting, await overHttp('E-5')]);
    expect(receipts().map((each) => bodyOf(each).data)).toMatchObject([
      { state: 'parked', reasons: [{ code: 'INTAKE.PARKED' }] },
      { state: 'withheld' },
    ]);
    const faults = hubSchemaFaults('throughline.receipt.v1.schema.json');
    expect(receipts().flatMap((each) => faults(bodyOf(each)))).toEqual([]);
  });

  it('has nobody to tell where the agency left the directory, and tells operators all the same', async () => {
    await happen(sourceEventRejected(9, { agency: HOSPITALS, sourceEventId: 'E-9' }), itemWithheld('E-1'));
    await level(await start());
    expect(told.map(({ to }) => to)).toEqual(['operators', HEALTH]);
  });

  it('tells nothing again after a restart or a rebuild of the views', async () => {
    await happen(itemWithheld('E-1'), sourceEventRejected(1, { sourceEventId: 'E-2' }));
    const first = await start();
    await level(first);
    await stop(first);
    const { signal } = new AbortController();
    await rebuildProjection({ ...engines, projection: receiptsProjection, signal });
    await level(await start());
    await happen(itemReleased('E-1'));
    await until(() => receipts().length === 3);
    expect(told).toHaveLength(4);
  });

  it('tells the same again, to the byte, where it was cut off before it could note that it had told', async () => {
    await happen(itemWithheld('E-1'), itemReleased('E-1'));
    let cut = false;
    const channel = listening(async () => {
      if (!cut) await cutOff();
      cut = true;
    });
    await level(await start(channel));
    expect(receipts()).toHaveLength(4);
    expect(receipts().slice(2)).toEqual(receipts().slice(0, 2));
  });

  it('tries again while nobody answers, keeps the order, and counts what is untold', async () => {
    await happen(itemWithheld('E-1'), itemReleased('E-1'), sourceEventRejected(3));
    let away = true;
    const channel = listening(async () => {
      if (away) throw unavailable('FEED.UNAVAILABLE', 'Kafka is away');
    });
    const metrics = createMetrics();
    const telling = await start(channel, { metrics, maxBatch: 2 });
    await until(() => telling.status().state === 'retrying');
    expect(telling.status()).toMatchObject({ code: 'FEED.UNAVAILABLE', caughtUp: false });
    expect((await metrics.read()).text).toContain('throughline_receipts_lag 3');
    away = false;
    await level(telling);
    expect(telling.status()).toMatchObject({ state: 'running', told: 3 });
    expect(telling.status()).not.toHaveProperty('code');
    expect((await metrics.read()).text).toContain('throughline_receipts_lag 0');
    expect(receipts().map((each) => bodyOf(each).data)).toMatchObject([
      { state: 'withheld' },
      { state: 'stored' },
      { state: 'rejected' },
    ]);
  });

  it('is done by one process at a time, and by the next as soon as that one stops', async () => {
    const first = await start();
    await level(first);
    const second = await start();
    await until(() => second.status().state === 'waiting');
    await happen(itemWithheld('E-1'));
    await until(() => first.status().told === 1);
    expect([receipts().length, second.status().told]).toEqual([1, 0]);
    await stop(first);
    await happen(itemReleased('E-1'));
    await until(() => second.status().told === 1);
    expect([receipts().length, second.status().state]).toEqual([2, 'running']);
  });

  it('stops, with what to do, where the event store was put back from an older copy', async () => {
    const before = await start();
    await level(before);
    await happen(itemWithheld('E-1'), itemReleased('E-1'));
    await until(() => before.status().told === 2);
    await stop(before);
    const older = await startTestEngines();
    try {
      const telling = await start(listening(), { store: older.store });
      await until(() => telling.status().state === 'stopped');
      expect(telling.status()).toMatchObject({ code: 'EVENT_STORE.PUT_BACK', caughtUp: false });
      await stop(telling);
    } finally {
      await older.stop();
    }
  });

  /** Ends the connection that holds the lease. */
  const cutOff = async () => {
    await engines.pool.query(
      `SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
       WHERE l.locktype = 'advisory' AND d.datname = current_database() AND l.pid <> pg_backend_pid()
         AND l.objid = (hashtextextended('throughline.projection.tell-publishers', 0) & x'ffffffff'::bigint)::oid`,
    );
  };
});
