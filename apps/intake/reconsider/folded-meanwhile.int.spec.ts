import type pg from 'pg';
import type { EventStore } from '#event-store';
import type { FeedReader } from '#feed';
import { endPool } from '#feed/testing';
import { createIdentityProjection } from '#identity';
import { createSetAsideItems, createTimelineReader, timelineProjection } from '#journey';
import { itemIdOf, unavailable, type AgencyId } from '#platform';
import {
  createPool,
  migrateReadStore,
  runProjection,
  waitForProjection,
  type ProjectionRun,
} from '#read-store';
import { until } from '../../../test/support/until.js';
import { migrateIntake } from '../migrate-intake.js';
import { agreementEvent, child, itemEvent } from '../testing/events.js';
import { startIntakeEngines, type IntakeUnderTest } from '../testing/intake-harness.js';
import { storeWith } from '../testing/store-with.js';
import { createCheckpoint } from './checkpoint.js';

const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;

/** A store that refuses to append while told so, and holds back what is followed anew. */
function troubled(store: EventStore) {
  let refusing = false;
  let held = Promise.resolve();
  let refolded = false;
  return {
    store: storeWith(store, {
      appendMany: (appends) =>
        refusing
          ? Promise.reject(unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer'))
          : store.appendMany(appends),
      subscribe: (options, handle) => {
        // A memory is folded from the beginning, and whoever asks where the store ends begins later.
        const isFold = refusing && options.after === undefined;
        const gate = isFold ? held : undefined;
        refolded ||= isFold;
        return store.subscribe(options, async (batch) => {
          await gate;
          await handle(batch);
        });
      },
    }),
    /** What was planned cannot be stored, so that everything is forgotten; resolves with what lets it be folded. */
    forgetsAndFolds: async (publish: () => Promise<void>): Promise<() => void> => {
      let release = () => undefined as void;
      held = new Promise<void>((resolve) => (release = resolve));
      refusing = true;
      await publish();
      await until(() => refolded, { what: 'folding anew' });
      refusing = false;
      return release;
    },
  };
}

/** Many times what a look takes that does not wait: it asks the same database a few questions. */
async function roundTrips(pool: pg.Pool, count = 500): Promise<void> {
  for (let trip = 0; trip < count; trip += 1) await pool.query('SELECT 1');
}

describe('Deciding again while the memory is folded anew', () => {
  let hub: IntakeUnderTest;
  let pool: pg.Pool;
  let views: readonly ProjectionRun[];

  beforeEach(async () => {
    hub = await startIntakeEngines();
    pool = createPool(hub.databaseUrl);
    await migrateReadStore(pool);
    await migrateIntake(hub.databaseUrl);
    views = [timelineProjection, createIdentityProjection(hub.vault)].map((projection) =>
      runProjection({ projection, store: hub.store, pool, idleCheckMs: 50 }),
    );
    await until(() => views.every((run) => run.status().caughtUp));
  });
  afterEach(async () => {
    await Promise.all(views.map((run) => run.stop()));
    await endPool(pool);
    await hub.close();
  });

  const typesOf = async (id: string) =>
    (await hub.store.readStream(`item-${itemIdOf(HOSPITALS, id)}`)).map(({ type }) => type);

  it('waits until it is whole, and brings up what an agreement opens of another agency', async () => {
    const first = await hub.startIntake();
    const same = { identifiers: { nhsNumber: '9990001235' }, names: [{ given: 'Example', family: 'Child' }] };
    await hub.publish(itemEvent('H-1', { source: HOSPITALS, subject: child('RZZ-7', same) }));
    await hub.settled();
    await hub.publish(agreementEvent('A-1', { subject: child('C-1', same) }));
    await hub.settled();
    await first.stop();
    const { store, forgetsAndFolds } = troubled(hub.store);
    let release: (() => void) | undefined;
    const checkpoint = createCheckpoint(pool);
    let isKept: () => void = () => undefined;
    const kept = new Promise<void>((resolve) => (isKept = resolve));
    const intake = await hub.startIntake({
      store,
      reconsideration: {
        timeline: createTimelineReader(pool),
        setAside: createSetAsideItems(pool),
        checkpoint: {
          find: () => checkpoint.find(),
          put: async (at) => (await checkpoint.put(at), isKept()),
        },
        waitForTimeline: async (position) => {
          await waitForProjection(pool, 'timeline', position);
          if (release) return;
          release = await forgetsAndFolds(() => hub.publish(itemEvent('E-1', { subject: child('C-2') })));
          // Whoever does not wait for the fold has kept its place by then.
          void Promise.race([kept, roundTrips(pool)]).then(release);
        },
      },
    });
    await until(async () => (await typesOf('H-1')).includes('ItemReleased'), { what: 'the release' });
    await intake.stop();
    expect(await typesOf('H-1')).toEqual(['ItemWithheld', 'ItemReleased']);
  });

  it('brings up every one of many, each once, where it is folded anew between two parts of them', async () => {
    const first = await hub.startIntake();
    const ids = Array.from({ length: 60 }, (_, at) => `H-${at}`);
    await hub.publish(...ids.map((id) => itemEvent(id, { source: HOSPITALS, subject: child('RZZ-7') })));
    await hub.settled();
    await hub.publish(
      agreementEvent('A-1', { source: HOSPITALS, subject: child('RZZ-7'), reference: 'ATS-00009' }),
    );
    await hub.settled();
    await first.stop();
    const { store, forgetsAndFolds } = troubled(hub.store);
    let reads = 0;
    const read: FeedReader['read'] = async (positions) => {
      reads += 1;
      if (reads === 2)
        (await forgetsAndFolds(() => hub.publish(itemEvent('E-1', { subject: child('C-2') }))))();
      return hub.feed.reader.read(positions);
    };
    const intake = await hub.startIntake({
      store,
      feed: { consumer: (...of) => hub.feed.consumer(...of), reader: { read } },
      reconsideration: {
        timeline: createTimelineReader(pool),
        setAside: createSetAsideItems(pool),
        checkpoint: createCheckpoint(pool),
        waitForTimeline: (position) => waitForProjection(pool, 'timeline', position),
      },
    });
    const released = async () =>
      (await Promise.all(ids.map(typesOf))).filter((types) => types.includes('ItemReleased')).length;
    await until(async () => (await released()) === ids.length, { what: 'all releases' });
    await intake.stop();
    expect(new Set(await Promise.all(ids.map(async (id) => (await typesOf(id)).join(' '))))).toEqual(
      new Set(['ItemWithheld ItemReleased']),
    );
    expect(reads).toBe(3);
  });
});
