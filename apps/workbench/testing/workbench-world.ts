import type { Pool } from 'pg';
import { createDemoDirectory, type AgencyDirectory } from '#access';
import { createSetAsideItems, createTimelineReader } from '#journey';
import type { SourceEvent } from '#contracts';
import { createShutdown, silentLogger, unavailable } from '#platform';
import { createPool, migrateReadStore, runProjection, waitForProjection } from '#read-store';
import { lagOfIntake, projectionsOf } from '#runtime';
import { openPartner } from '../../admin/partner/open-partner.js';
import { NOW, startIntakeEngines, type IntakeUnderTest } from '../../intake/testing/intake-harness.js';
import { migrateIntake } from '../../intake/migrate-intake.js';
import { createCheckpoint } from '../../intake/reconsider/checkpoint.js';
import { gateStore, type StoreGate } from './gated-store.js';
import { openSite, type SiteProvider } from './open-site.js';
import type { Visitor } from './visitor.js';

/** The workbench over every real engine: what agencies publish goes through intake and projections before it is seen. */
export interface WorkbenchWorld {
  readonly engines: IntakeUnderTest;
  /** Sets the clock of the workbench, and of intake where it decides again. */
  at(time: Date): void;
  readonly pool: Pool;
  readonly baseUrl: string;
  readonly directory: AgencyDirectory;
  readonly gate: StoreGate;
  /** Lets the feed be away, for those who only ask how much waits in it. */
  feedAway(away: boolean): void;
  /** Publishes and waits until the views show it. */
  tell(...events: readonly SourceEvent[]): Promise<void>;
  /** Waits until every view is level with the event store. */
  level(): Promise<void>;
  visitor(): Visitor;
  /** `purpose`: for those who read records. */
  signIn(name: string, purpose?: string): Promise<Visitor>;
  close(): Promise<void>;
}

interface WorldOptions {
  /** Whether what an agreement changes is decided again; absent where a spec needs no second decision. */
  readonly reconsiders?: true;
  /** When what arrives is decided, for a spec of later rules. */
  readonly decidedAt?: Date;
  /** What the pages read through, in place of the read store's own pool. */
  readonly readThrough?: (pool: Pool) => Pool;
  /** As for `openSite`. */
  readonly openProvider?: (baseUrl: string) => Promise<SiteProvider>;
}

export async function openWorkbenchWorld({
  reconsiders,
  decidedAt = NOW,
  readThrough = (pool) => pool,
  openProvider,
}: WorldOptions = {}): Promise<WorkbenchWorld> {
  const engines = await startIntakeEngines();
  const { store, vault, databaseUrl } = engines;
  const pool = createPool(databaseUrl);
  await migrateReadStore(pool);
  if (reconsiders) await migrateIntake(databaseUrl);
  let now = NOW;
  const clock = () => now;
  const again = reconsiders ? { reconsideration: reconsiderationOn(pool) } : {};
  await engines.startIntake({ ...again, clock: reconsiders ? clock : () => decidedAt });
  const projections = projectionsOf(vault);
  const runs = projections.map((projection) => runProjection({ projection, store, pool, idleCheckMs: 50 }));
  const { directory } = await createDemoDirectory();
  const gated = gateStore(store);
  let away = false;
  const lag = lagOfIntake(async () => engines.feed);
  const feedLag: typeof lag.events = async () => {
    if (away) throw unavailable('FEED.UNAVAILABLE', 'The feed does not answer');
    return lag.events();
  };
  const shutdown = createShutdown({ logger: silentLogger });
  const feed = async () => engines.feed;
  const read = { feedLag, oldestWaiting: lag.oldest, latePartitions: lag.late };
  const world = { pool, store: gated.store, vault, directory, clock, ...read };
  const partner = openPartner({ ...world, feed, logger: silentLogger, shutdown });
  const provided = openProvider ? { openProvider } : {};
  const site = await openSite({ ...world, ...provided, pool: readThrough(pool), partner });
  const level = async () => {
    const head = await store.headPosition();
    if (head === undefined) return;
    await Promise.all(projections.map(({ name }) => waitForProjection(pool, name, head)));
  };
  return {
    ...{ engines, pool, directory, level, gate: gated.gate, baseUrl: site.baseUrl },
    async tell(...events) {
      await engines.publish(...events);
      await engines.settled();
      await level();
    },
    at: (time) => void (now = time),
    feedAway: (next) => void (away = next),
    visitor: () => site.visitor(),
    signIn: (name, purpose) => site.signIn(name, purpose),
    async close() {
      await site.close();
      await shutdown.run();
      await Promise.all(runs.map((run) => run.stop()));
      await pool.end();
      await engines.close();
    },
  };
}

const reconsiderationOn = (pool: Pool) => ({
  timeline: createTimelineReader(pool),
  setAside: createSetAsideItems(pool),
  checkpoint: createCheckpoint(pool),
  clock: { checkpoint: createCheckpoint(pool, 'clock'), lookMs: 50 },
  waitForTimeline: (position: bigint) => waitForProjection(pool, 'timeline', position),
});
