import kafkajs, { type Kafka, type KafkaConfig, type LogEntry } from 'kafkajs';
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

/** Said of every producer that does not try for ever: here what comes after a failure begins with a new one. */
const AS_MEANT = 'Limiting retries for the idempotent producer may invalidate EoS guarantees';

/**
 * A client whose log lines carry no more than kafkajs's own message, and what a broker answered where it refused: other
 * fields may hold addresses and keys.
 */
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
      ({ log }) => {
        if (log.message !== AS_MEANT) of.warn(sentenceOf(log));
      },
    ...(ssl === undefined ? {} : { ssl: typeof ssl === 'boolean' ? ssl : { ...ssl } }),
    ...(sasl ? { sasl: { ...sasl } } : {}),
  };
  return new kafkajs.Kafka(config);
}

/** kafkajs has its own sentence for each code that a broker answers with. */
function sentenceOf({ message, ...fields }: LogEntry['log']): string {
  const { error } = fields;
  return message.startsWith('Response ') && typeof error === 'string' ? `${message}: ${error}` : message;
}
