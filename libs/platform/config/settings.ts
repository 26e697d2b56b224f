import type { LogLevel } from '../logging/pino-logger.js';

/** The whole configuration, checked and frozen. An absent engine is embedded. */
export interface Settings {
  readonly hubPort: number;
  /** Address of this machine to listen on. */
  readonly listenHost: string;
  /** Address people and partners use, without a trailing slash; absent where it is this machine's own. */
  readonly publicUrl?: string;
  /** Addresses and networks of the proxies that are believed about who calls; any private network where absent. */
  readonly trustedProxies?: readonly string[];
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute path of the folder of keys and secrets. */
  readonly keysDir: string;
  readonly logLevel: LogLevel;
  /** Absolute path of the agency directory; the demonstration directory where absent. */
  readonly agenciesFile?: string;
  readonly databaseUrl?: string;
  readonly eventStoreUrl?: string;
  readonly kafka?: KafkaAccess;
  readonly oidc?: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };
  /** Address of an OpenTelemetry collector (OTLP over HTTP); nothing is traced where absent. */
  readonly otlpEndpoint?: string;
}

/** How to reach Kafka. Paths are absolute; TLS where any certificate is named. */
export interface KafkaAccess {
  /** host:port. */
  readonly brokers: readonly string[];
  readonly sasl?: { readonly username: string; readonly password: string };
  readonly tls?: {
    /** Authorities of the brokers; those of this machine where absent. */
    readonly caFile?: string;
    /** The client's own certificate, with its key. */
    readonly client?: { readonly certFile: string; readonly keyFile: string };
  };
}
