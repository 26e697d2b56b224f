import { shareSubscriptions } from '#event-store';
import type { PartContext, Stores } from '#runtime';
import { prefixesOf, projectionsOf } from '#runtime';
import { openBasisCheck } from './check-basis/open-basis-check.js';
import { measureAges } from './checkpoint-ages.js';
import { startProjector, type RunningProjector } from './projector.js';
import { openTelling } from './tell-publishers/open-telling.js';
import { openRecordWatch } from './watch-records/open-record-watch.js';

export interface ProjectorOpening extends Pick<
  PartContext,
  'settings' | 'directory' | 'clock' | 'logger' | 'metrics' | 'checks' | 'shutdown'
> {
  readonly stores: Omit<Stores, 'feed'>;
}

/** The projections over these stores and what is told of them, watched, and stopped again by the shutdown. */
export async function openProjector(opening: ProjectorOpening): Promise<RunningProjector> {
  const { logger, clock, shutdown } = opening;
  const projections = projectionsOf(opening.stores.vault);
  const store = shareSubscriptions(opening.stores.store, { prefixes: prefixesOf(projections), logger });
  const stores = { ...opening.stores, store };
  const projector = await startProjector({ ...stores, projections, clock, logger });
  shutdown.add('projector', () => projector.stop());
  watch(opening, projector);
  await openTelling({ ...opening, stores });
  await openBasisCheck(opening);
  openRecordWatch(opening);
  return projector;
}

/** Which views stand still, and how far each lags. */
function watch({ checks, metrics }: ProjectorOpening, projector: RunningProjector): void {
  for (const { name } of projector.statuses())
    checks.register(`view:${name}`, async () => stateOf(projector, name) !== 'stopped');
  measureAges(projector, metrics);
}

const stateOf = (projector: RunningProjector, name: string) =>
  projector.statuses().find((status) => status.name === name)?.state;
