import type { RequestListener } from 'node:http';
import type { AgencyDirectory } from '#access';
import type { Clock, Logger, Shutdown } from '#platform';
import type { Settings, VariableName } from '#platform/config';
import type { HealthChecks } from '#platform/health';
import type { ReadableMetrics } from '#platform/metrics';
import type { EnginePlaces } from '../stores/opening.js';

/** What every part is given, in one process or apart. */
export interface PartContext {
  readonly settings: Settings;
  readonly directory: AgencyDirectory;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly metrics: ReadableMetrics;
  readonly checks: HealthChecks;
  readonly shutdown: Shutdown;
}

export interface Service extends PartContext, EnginePlaces {
  /** Address that people and partners use. */
  readonly baseUrl: string;
}

/** One process of the hub. */
export interface ServiceDescription {
  readonly name: string;
  /** For `--help`: what it does. */
  readonly does: string;
  /** Variables that it cannot do without alone: nothing is embedded in it. */
  readonly needs: readonly VariableName[];
  /** Opens what it needs, each closed again by the shutdown. Resolves with what answers its callers, if it has any. */
  open(service: Service): Promise<RequestListener | undefined>;
}
