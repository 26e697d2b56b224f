export interface KafkaSecurity {
  /** SCRAM-SHA-512 passwords by principal. */
  readonly passwords: Readonly<Record<string, string>>;
  /** PEM file of the authority that signed every certificate. */
  readonly authority: string;
  /** PEM files, private key and certificate together, by principal. */
  readonly keyAndCertificate: Readonly<Record<string, string>>;
}

export interface LocalKafka {
  /** Plain listener, or SCRAM-SHA-512 without TLS when secure. */
  readonly brokers: string[];
  /** Listener that asks for a certificate; only when secure. */
  readonly tlsBrokers?: string[];
  readonly security?: KafkaSecurity;
  readonly pids: number[];
  stop(): Promise<void>;
}

export interface LocalKafkaOptions {
  /** Data and logs; kept when stopped. */
  readonly folder: string;
  /** 1 or 3. Default 1. */
  readonly brokers?: number;
  /** First of three ports for each broker; free ones otherwise. */
  readonly port?: number;
  /** Principals beside `admin` and `hub`; brokers then sign everybody in and check permissions. */
  readonly secure?: readonly string[];
  /** In a process group of its own: no Ctrl-C of this terminal reaches it, and it may outlive whoever started it. */
  readonly detached?: boolean;
}

export function startKafka(options: LocalKafkaOptions): Promise<LocalKafka>;
