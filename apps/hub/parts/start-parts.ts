import { createAgencyRegistry } from '#access';
import { createTimelineReader } from '#journey';
import { waitForProjection } from '#read-store';
import { currentRuleset } from '#sharing';
import { createEventReader } from '../../intake/contract-reader.js';
import { createIntake, type RunningIntake } from '../../intake/create-intake.js';
import { migrateIntake } from '../../intake/migrate-intake.js';
import { createCheckpoint } from '../../intake/reconsider/checkpoint.js';
import { startProjector } from '../../projector/projector.js';
import type { LoadWatch } from '../demo/load-county.js';
import type { Shared } from './shared.js';
import { createWatch } from './watch.js';
import { watchHealth } from './watch-health.js';

export interface Parts {
  readonly watch: LoadWatch;
}

/** The parts that nobody calls: projections first, because intake asks them what to decide again. */
export async function startParts(shared: Shared): Promise<Parts> {
  const { stores, logger, shutdown } = shared;
  const projector = await startProjector({ ...stores, logger });
  shutdown.add('projector', () => projector.stop());
  const intake = await startIntake(shared);
  shutdown.add('intake', () => intake.stop());
  watchHealth(shared, intake, projector);
  return { watch: createWatch(stores, intake, projector) };
}

async function startIntake({
  databaseUrl,
  stores,
  directory,
  clock,
  logger,
  metrics,
}: Shared): Promise<RunningIntake> {
  const { pool, feed, store, vault } = stores;
  await migrateIntake(databaseUrl);
  const intake = createIntake({
    feed,
    store,
    vault,
    registry: createAgencyRegistry(directory),
    reader: createEventReader(),
    rulesetAt: currentRuleset,
    clock,
    logger,
    metrics,
    reconsideration: {
      timeline: createTimelineReader(pool),
      checkpoint: createCheckpoint(pool),
      waitForTimeline: (position) => waitForProjection(pool, 'timeline', position),
    },
  });
  await intake.start();
  return intake;
}
