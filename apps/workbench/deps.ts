import type { Pool } from 'pg';
import type { Clock, Logger } from '#platform';
import type { EventStore } from '#event-store';
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
  /** Address people type, for example `http://127.0.0.1:4000`. */
  readonly baseUrl: string;
}

export const WORKBENCH_DEPS = Symbol('WorkbenchDeps');
