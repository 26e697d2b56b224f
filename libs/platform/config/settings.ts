import type { LogLevel } from '../logging/pino-logger.js';

/** The whole configuration, checked and frozen. An absent engine is embedded. */
export interface Settings {
  readonly hubPort: number;
  /** Address people and partners use, without a trailing slash; absent where it is this machine's own. */
  readonly publicUrl?: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  /** Absolute path of the agency directory; the demonstration directory where absent. */
  readonly agenciesFile?: string;
  /** When the information sharing duty of Children Act 2004 s.16LA starts; absent until commenced. */
  readonly duty16laFrom?: Date;
  readonly databaseUrl?: string;
  readonly eventStoreUrl?: string;
  readonly oidc?: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };
}
