import type { AgencyDirectory } from '#access';
import type { Clock, Logger, Shutdown } from '#platform';
import type { Settings } from '#platform/config';
import type { HealthChecks } from '#platform/health';
import type { ReadableMetrics } from '#platform/metrics';
import type { Stores } from '../engines/open-stores.js';

/** What every part is given. */
export interface Shared {
  readonly settings: Settings;
  readonly databaseUrl: string;
  readonly stores: Stores;
  readonly directory: AgencyDirectory;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly metrics: ReadableMetrics;
  readonly checks: HealthChecks;
  readonly shutdown: Shutdown;
}
