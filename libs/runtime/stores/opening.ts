import type { AgencyDirectory } from '#access';
import type { Logger, Shutdown } from '#platform';
import type { KafkaAccess } from '#platform/config';

/** Where the engines are. */
export interface EnginePlaces {
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
  /** Absent: the feed is a table of the database. */
  readonly kafka?: KafkaAccess | undefined;
  /** Folder of keys and secrets. */
  readonly keysDir: string;
}

export interface Opening extends EnginePlaces {
  readonly directory: AgencyDirectory;
  readonly logger: Logger;
  readonly shutdown: Shutdown;
}
