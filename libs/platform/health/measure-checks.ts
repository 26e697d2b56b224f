import type { Metrics } from '../metrics/metrics.js';
import type { HealthChecks } from './health-checks.js';

/** So that whoever watches by metrics alone is told what `/health/ready` tells. */
export function measureChecks(checks: HealthChecks, metrics: Metrics): void {
  metrics.beforeReading(async () => {
    for (const [check, fine] of await checks.results())
      metrics.set('throughline_check_passes', { check }, fine ? 1 : 0);
  });
}
