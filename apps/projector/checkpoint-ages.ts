import type { Metrics } from '#platform';
import type { RunningProjector } from './projector.js';

/** A view that runs is looked at each second; one that was level at the last looks is taken for level. */
const LEVEL_MS = 5_000;

/**
 * How long each view has not been level, by the steady clock. Neither a write that hangs nor an event store that is
 * silent interrupts a view, so what counts is when it was last seen to be level, not whether it met a fault.
 */
export function measureAges(projector: Pick<RunningProjector, 'statuses'>, metrics: Metrics): void {
  const began = performance.now();
  metrics.beforeReading(async () => {
    for (const { name: projection, levelAt = began } of projector.statuses()) {
      const age = performance.now() - levelAt;
      metrics.set('throughline_checkpoint_age_seconds', { projection }, age < LEVEL_MS ? 0 : age / 1000);
    }
  });
}
