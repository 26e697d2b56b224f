import type { Clock } from '../time/clock.js';
import type { Metrics } from './metrics.js';

/** So that whoever watches can hold this machine's clock against another. */
export function measureClock(clock: Clock, metrics: Metrics): void {
  metrics.beforeReading(async () => metrics.set('throughline_clock_seconds', {}, clock().getTime() / 1000));
}
