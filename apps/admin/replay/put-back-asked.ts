import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { createAgencyRegistry, type AgencyDirectory } from '#access';
import type { EventStore } from '#event-store';
import type { Feed } from '#feed';
import {
  createPutBacks,
  createRefusedReader,
  type PutBack,
  type PutBackAsked,
  type PutBacks,
} from '#journey';
import { isThroughlineError, unavailable, type Clock, type Logger, type Uuid } from '#platform';
import { awaitLease } from '#read-store';
import { createEventReader } from '../../intake/contract-reader.js';
import { leaseHeld, levelAt, REPLAY_LEASE } from './open-replay.js';
import { replay, type ReplayDeps } from './replay.js';
import { numbersOf, type ReplayReport } from './replay-report.js';

export interface PutBackDeps {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  /** Opened when first asked: whoever only shows pages starts without it. */
  readonly feed: () => Promise<Feed>;
  readonly directory: AgencyDirectory;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long one waits for another, ms. Default 60,000. */
  readonly patienceMs?: number;
}

export interface PuttingBack {
  readonly putBack: PutBack;
  /** Ends what runs after the page in hand; asking again goes on with the rest. */
  stop(): Promise<void>;
}

/** Puts back no more than this at once, so that one click does not fill the feed. */
const MOST = 5_000;

/** The operators' replay, for one publisher's events and in the background. Nothing is put back twice. */
export function createPutBack(deps: PutBackDeps): PuttingBack {
  const putBacks = createPutBacks(deps.pool);
  const reader = createEventReader();
  const registry = createAgencyRegistry(deps.directory);
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const logger = deps.logger.of('put-back');
  const run = async (id: Uuid, asked: PutBackAsked) => {
    try {
      const feed = await deps.feed();
      const parts = { feed, refused: createRefusedReader(deps.pool), registry, reader, clock: deps.clock };
      await underLease(deps, stopping.signal, (upTo, signal) =>
        runOne(putBacks, parts, { id, asked, upTo, signal }),
      );
    } catch (error) {
      const fault = isThroughlineError(error) ? error.code : 'ADMIN.REPLAY_FAILED';
      logger.warn('Events were not put back', { code: fault, error });
      await putBacks.note(id, { state: 'failed', fault }, deps.clock()).catch(() => undefined);
    }
  };
  return {
    async putBack(asked) {
      const id = randomUUID() as string as Uuid;
      await putBacks.begin(id, asked, deps.clock());
      const ran: Promise<void> = run(id, asked).finally(() => running.delete(ran));
      running.add(ran);
      return id;
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/** In its turn: that another replay runs, perhaps of another agency, shows only as a moment more. */
async function underLease(
  { pool, store, patienceMs = 60_000 }: PutBackDeps,
  stopping: AbortSignal,
  work: (upTo: bigint, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(patienceMs)]);
  const lease = leaseHeld(await awaitLease(pool, REPLAY_LEASE, { signal }));
  try {
    await work(await levelAt(pool, store), AbortSignal.any([stopping, lease.lost]));
  } finally {
    await lease.release();
  }
}

interface Run {
  readonly id: Uuid;
  readonly asked: PutBackAsked;
  readonly upTo: bigint;
  readonly signal: AbortSignal;
}

async function runOne(putBacks: PutBacks, deps: ReplayDeps, { id, asked, upTo, signal }: Run): Promise<void> {
  const filter = { code: asked.code, agency: asked.agency, upTo };
  await putBacks.note(id, { total: await deps.refused.count(filter) }, deps.clock());
  let told = Promise.resolve();
  const tell = (soFar: ReplayReport): void => {
    // Not to know how far it is must not stop it.
    told = told
      .then(() => putBacks.note(id, { report: numbersOf(soFar) }, deps.clock()))
      .catch(() => undefined);
  };
  const report = await replay(deps, {
    ...{ filter, limit: MOST, dryRun: false, again: false, signal },
    onProgress: tell,
  });
  await told;
  if (signal.aborted) throw unavailable('ADMIN.REPLAY_LOST', 'It was stopped before its end');
  await putBacks.note(id, { state: 'done', report: numbersOf(report) }, deps.clock());
}
