import { createShutdown, silentLogger } from '#platform';
import { openStores } from '#runtime';
import { generateCounty } from '../../../apps/simulator/index.js';
import { until } from '../../support/until.js';
import { StubbornPublisher } from '../stubborn-publisher.js';
import { untilReconsidered } from '../until-reconsidered.js';
import { outOfOrder, withoutOneOutcome } from './checks/accepted-events.js';
import { leftToDecide } from './checks/left-to-decide.js';
import { differingViews } from './checks/rebuilt-views.js';
import { readHistory } from './checks/stored-history.js';
import { SteadyHistory } from './steady-history.js';
import { strikeAll } from './strike-all.js';
import { startWorld, type World } from './world.js';

export interface ChaosOptions {
  readonly seed: number;
  readonly faults: number;
  /** Events a second over all agencies. */
  readonly perSecond: number;
  /** Told of each fault and each stage. */
  readonly tell: (line: string) => void;
  /** Once aborted, nothing more is struck: what was so far is healed and checked. */
  readonly enough?: AbortSignal;
}

export interface ChaosReport {
  readonly seed: number;
  readonly faults: number;
  /** How often each process was struck. */
  readonly struck: Readonly<Record<string, number>>;
  readonly accepted: number;
  readonly eventsStored: number;
  /** Each a check with what broke it; all empty where everything held. */
  readonly findings: Readonly<Record<string, readonly string[]>>;
}

/** Two for each fault, so that the history outlasts them. */
const FAMILIES_PER_FAULT = 2;
const LEVEL_WITHIN_MS = 300_000;

/** Services apart under a steady load and one fault after another; then heals, waits until all is level, and checks. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const world = await startWorld();
  try {
    return await strikeAndCheck(world, options);
  } finally {
    await world.stop();
  }
}

async function strikeAndCheck(world: World, options: ChaosOptions): Promise<ChaosReport> {
  let struck: Readonly<Record<string, number>> = {};
  const level = await underLoad(world, options, async () => {
    struck = await strikeAll(world.victims, options);
  });
  return { seed: options.seed, faults: options.faults, struck, ...level };
}

/** Publishes steadily while something goes on, then waits until all is level, and checks. */
export async function underLoad(
  world: World,
  { seed, faults, perSecond, tell }: ChaosOptions,
  strikes: () => Promise<void>,
): Promise<Pick<ChaosReport, 'accepted' | 'eventsStored' | 'findings'>> {
  const endOn = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const families = Math.min(Math.max(faults * FAMILIES_PER_FAULT, 40), 2_000);
  const { deliveries } = generateCounty({ seed, families, endOn });
  const publisher = new StubbornPublisher(
    () => world.gatewayUrl,
    () => world.credentialsFile,
  );
  const history = new SteadyHistory(publisher, deliveries, perSecond);
  await strikes();
  await history.end();
  tell(`${publisher.accepted.length} of ${history.offered} events accepted; waiting until all is level`);
  const { found, events } = await check(world, publisher);
  return { accepted: publisher.accepted.length, eventsStored: events, findings: found };
}

async function check({ settings, opened: { directory } }: World, publisher: StubbornPublisher) {
  const shutdown = createShutdown({ logger: silentLogger });
  const { databaseUrl = '', eventStoreUrl = '', kafka, keysDir } = settings;
  const opening = { databaseUrl, eventStoreUrl, kafka, keysDir, directory, logger: silentLogger, shutdown };
  const stores = await openStores(opening);
  const looked = { ...stores, directory };
  try {
    const consumer = stores.feed.consumer('intake');
    await until(async () => [...(await consumer.lag()).values()].every((behind) => behind === 0), {
      ...{ withinMs: LEVEL_WITHIN_MS, everyMs: 250, what: 'an empty feed' },
    });
    await untilReconsidered(stores.store, stores.pool);
    const history = await readHistory(stores.store);
    const found = {
      'accepted events without exactly one outcome': withoutOneOutcome(publisher.accepted, history),
      'events of one subject in another order': outOfOrder(publisher.accepted, history),
      'feed positions that two outcomes claim': history.claimedTwice,
      'streams with a gap or a double': history.broken,
      'items that another decision would change': await leftToDecide(looked),
      'views that differ from a rebuild': await differingViews(looked),
    };
    return { found, events: history.events };
  } finally {
    await shutdown.run();
  }
}
