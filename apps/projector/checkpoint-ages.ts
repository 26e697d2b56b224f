import type { Metrics } from '#platform';
import type { RunningProjector } from './projector.js';

/** A view that runs is looked at each second; one that was level at the last looks is taken for level. */
const LEVEL_MS = 5_000;

/** So long nothing is said of a view that could not be looked at yet: of one that lags, a small age would hide it. */
const UNKNOWN_MS = 60_000;

/**
 * How long each view has not been level, by the steady clock. Neither a write that hangs nor an event store that is
 * silent interrupts a view, so what counts is when it was last seen to be level, not whether it met a fault.
 */
export function measureAges(
  projector: Pick<RunningProjector, 'statuses'>,
  metrics: Metrics,
  steadyNow = () => performance.now(),
): void {
  const began = steadyNow();
  metrics.beforeReading(async () => {
    for (const { name: projection, levelAt } of projector.statuses()) {
      const age = steadyNow() - (levelAt ?? began);
      if (levelAt === undefined && age < UNKNOWN_MS) continue;
      metrics.set('throughline_checkpoint_age_seconds', { projection }, age < LEVEL_MS ? 0 : age / 1000);
    }
  });
}
