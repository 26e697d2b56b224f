import { projectPath } from '#platform';
import type { LocalKafka } from '../../../infra/kafka-local/start-kafka.mjs';
import type { ExamplePrograms } from './example-programs.js';
import type { PartnerSystems } from './partner-systems.js';

export interface RawMessage {
  readonly key?: string;
  readonly headers: Readonly<Record<string, string | Buffer | null>>;
  readonly value: string | Buffer | null;
}

/** Through librdkafka, which sends what kafkajs cannot: headers without a value. */
export async function sendRaw(
  programs: ExamplePrograms,
  partners: PartnerSystems,
  { brokers, security }: LocalKafka,
  name: string,
  messages: readonly RawMessage[],
): Promise<void> {
  const config = {
    'bootstrap.servers': brokers.join(','),
    'security.protocol': 'SASL_PLAINTEXT',
    'sasl.mechanism': 'SCRAM-SHA-512',
    'sasl.username': name,
    'sasl.password': security?.passwords[name] ?? '',
  };
  const told = messages.map(({ key, headers, value }) => ({
    key: encoded(key ?? null),
    headers: Object.entries(headers).map(([header, text]) => [header, encoded(text)]),
    value: encoded(value),
  }));
  const text = JSON.stringify([config, `throughline.events.${name}`, told]);
  const program = projectPath('test', 'engines', 'partners', 'send-raw.py');
  const { code, err } = await programs.python(program, [await partners.file(text)]);
  if (code !== 0) throw new Error(`The messages were not sent: ${err}`);
}

const encoded = (bytes: string | Buffer | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString('base64');
