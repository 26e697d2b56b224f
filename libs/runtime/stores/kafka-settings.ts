import { readFile } from 'node:fs/promises';
import type { KafkaSettings } from '#feed/kafka';
import { invalid, type Logger } from '#platform';
import type { KafkaAccess } from '#platform/config';

/** With certificates read from their files. Throws `CONFIG.FILE` naming the variable of a file that cannot be read. */
export async function kafkaSettings(
  { brokers, sasl, tls }: KafkaAccess,
  logger: Logger,
): Promise<KafkaSettings> {
  return {
    brokers,
    clientId: 'throughline',
    ...(sasl ? { sasl: { mechanism: 'scram-sha-512', ...sasl } } : {}),
    ...(tls ? { ssl: await certificatesOf(tls) } : {}),
    logger,
  };
}

async function certificatesOf({ caFile, client }: NonNullable<KafkaAccess['tls']>) {
  const [ca, cert, key] = await Promise.all([
    caFile && pemOf('KAFKA_TLS_CA_FILE', caFile),
    client && pemOf('KAFKA_TLS_CERT_FILE', client.certFile),
    client && pemOf('KAFKA_TLS_KEY_FILE', client.keyFile),
  ]);
  return { ...(ca ? { ca } : {}), ...(cert && key ? { cert, key } : {}) };
}

const pemOf = (variable: string, path: string): Promise<string> =>
  readFile(path, 'utf8').catch(() => {
    throw invalid('CONFIG.FILE', `The file that ${variable} names cannot be read: ${path}`);
  });
