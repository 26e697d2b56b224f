import type pg from 'pg';
import { createAgencyRegistry } from '#access';
import { connectEventStore, type EventStore, type StorePosition } from '#event-store';
import { createRefusedReader, receiptsProjection } from '#journey';
import { systemClock, unavailable, type Shutdown } from '#platform';
import type { Settings } from '#platform/config';
import { createLogger } from '#platform/logging';
import { createPool, findLease, readingViews, waitForProjection, type Lease } from '#read-store';
import { findEngines, openFeed, VIEWS } from '#runtime';
import { createEventReader } from '../../intake/contract-reader.js';
import { directoryOf } from '../tool/places.js';
import type { ReplayDeps } from './replay.js';

export interface OpenedReplay {
  readonly deps: ReplayDeps;
  /** The end of the event store; the view of receipts has reached it. */
  readonly upTo: StorePosition;
  /** Fires when another replay may begin. */
  readonly lost: AbortSignal;
}

/** Throws `HUB.NOT_RUNNING`, `ADMIN.REPLAY_RUNS`, `PROJECTION.BEHIND` and what the engines throw. */
export async function openReplay(settings: Settings, shutdown: Shutdown): Promise<OpenedReplay> {
  const engines = await findEngines(settings);
  const pool = readingViews(createPool(engines.databaseUrl, { max: 6 }), VIEWS);
  shutdown.add('database', () => pool.end());
  const lease = leaseHeld(await findLease(pool, REPLAY_LEASE));
  shutdown.add('lease', () => lease.release());
  const store = connectEventStore({ url: engines.eventStoreUrl });
  shutdown.add('event-store', () => store.close());
  const upTo = await levelAt(pool, store);
  const directory = await directoryOf(settings);
  const logger = createLogger({ level: settings.logLevel });
  const feed = await openFeed({ ...engines, kafka: settings.kafka, directory, logger, shutdown }, pool);
  const refused = createRefusedReader(pool);
  const registry = createAgencyRegistry(directory);
  const deps = { feed, refused, registry, reader: createEventReader(), clock: systemClock };
  return { deps, upTo, lost: lease.lost };
}

/** Two at once would put the same back twice. */
export const REPLAY_LEASE = 'replay';

/** Throws `ADMIN.REPLAY_RUNS` where there is none. */
export function leaseHeld(lease: Lease | undefined): Lease {
  if (lease) return lease;
  throw unavailable('ADMIN.REPLAY_RUNS', 'Another replay is under way: wait until it has ended.');
}

/** The end of the event store, once the view of receipts has reached it. Throws `PROJECTION.BEHIND`. */
export async function levelAt(pool: pg.Pool, store: EventStore): Promise<StorePosition> {
  const head = (await store.headPosition()) ?? 0n;
  await waitForProjection(pool, receiptsProjection.name, head, { withinMs: 30_000 });
  return head;
}
