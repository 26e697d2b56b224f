import type { Pool } from 'pg';
import type { AgencyId, Clock, Logger, Metrics } from '#platform';
import type { EventStore } from '#event-store';
import type { DryRun, PutBack } from '#journey';
import type { Vault } from '#vault';
import type { AgencyDirectory, OidcSettings } from '#access';

/** All that the workbench needs from outside. */
export interface WorkbenchDeps {
  /** The read database: projections, and the schema `sessions`. */
  readonly pool: Pool;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly directory: AgencyDirectory;
  readonly oidc: OidcSettings;
  /** At least 32 random characters. */
  readonly sessionSecret: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Address people type, for example `http://127.0.0.1:4000`. */
  readonly baseUrl: string;
  /** As of the settings. */
  readonly trustedProxies?: readonly string[];
  /** Events that wait for intake, by agency. Throws where the feed cannot be asked. */
  readonly feedLag: () => Promise<ReadonlyMap<AgencyId, number>>;
  /** Since when the oldest of them waits; undefined where the feed does not tell. */
  readonly oldestWaiting: () => Promise<ReadonlyMap<AgencyId, Date> | undefined>;
  /** Partitions in which one of them has waited for more than ten minutes, by agency. Throws as above. */
  readonly latePartitions: (now: Date) => Promise<ReadonlyMap<AgencyId, readonly number[]>>;
  /** What owners of partner systems can do, with the code of the parts that do it. */
  readonly partner: { readonly dryRun: DryRun; readonly putBack: PutBack };
  /** Whether publishers are told over Kafka what became of their events. */
  readonly tellsOverKafka: boolean;
}

export const WORKBENCH_DEPS = Symbol('WorkbenchDeps');
