import kafkajs, { type Kafka, type KafkaConfig } from 'kafkajs';
import type { Logger } from '#platform';

export interface KafkaSettings {
  /** host:port. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** true for the system's authorities; an object for mutual TLS (PEM texts). */
  readonly ssl?: boolean | { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly sasl?: {
    readonly mechanism: 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  readonly logger: Logger;
}

/** How often a request is tried before its caller is told; then the caller's own back-off takes over. */
const RETRIES = 4;

/** A client whose log lines carry no more than kafkajs's own message: its fields may hold addresses and keys. */
export function kafkaClient({ brokers, clientId, ssl, sasl, logger }: KafkaSettings): Kafka {
  const of = logger.of('kafka');
  const config: KafkaConfig = {
    brokers: [...brokers],
    clientId,
    connectionTimeout: 5_000,
    authenticationTimeout: 10_000,
    requestTimeout: 30_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: RETRIES },
    logLevel: kafkajs.logLevel.WARN,
    logCreator:
      () =>
      ({ log }) =>
        of.warn(log.message),
    ...(ssl === undefined ? {} : { ssl: typeof ssl === 'boolean' ? ssl : { ...ssl } }),
    ...(sasl ? { sasl: { ...sasl } } : {}),
  };
  return new kafkajs.Kafka(config);
}
