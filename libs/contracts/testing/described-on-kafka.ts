import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ajv2020 } from 'ajv/dist/2020.js';
import { projectPath } from '#platform';
import { contractSchemas } from '../schemas/schema-folder.js';
import { closed } from './closed.js';
import { readersAjv } from './hub-schemas.js';

export interface SeenMessage {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

export interface DescribedChannel {
  /** With the code of this agency in its place. */
  readonly topicOf: (agency: string) => string;
  /** How its topics are tidied. */
  readonly cleanup: readonly string[];
}

export interface DescribedOnKafka {
  readonly channels: readonly DescribedChannel[];
  /** In what a message differs from its description, in words; empty where it does not. */
  readonly differences: (message: SeenMessage) => readonly string[];
}

interface Reference {
  readonly $ref: string;
}
interface Message {
  readonly contentType?: string;
  readonly headers?: object;
  readonly payload?: object;
}
interface Channel {
  readonly address: string;
  readonly messages: Readonly<Record<string, Reference>>;
  readonly bindings: {
    readonly kafka: { readonly topicConfiguration: { readonly 'cleanup.policy': readonly string[] } };
  };
}
interface Document {
  readonly channels: Readonly<Record<string, Channel>>;
  readonly components: { readonly messages: Readonly<Record<string, Message>> };
}

const FOLDER = projectPath('contracts');
/** The document's relative references lead to the schemas by the addresses that these give themselves. */
const ADDRESS = 'https://contracts.throughline.example/asyncapi.json';
const MESSAGES = '#/components/messages/';

/** The published AsyncAPI document, to hold real topics and messages against. */
export function describedOnKafka(): DescribedOnKafka {
  const document = read<Document>('asyncapi.json');
  const channels = Object.values(document.channels);
  const ajv = ajvOf(document);
  return {
    channels: channels.map((channel) => ({
      topicOf: (agency) => channel.address.replace('{agency}', agency),
      cleanup: channel.bindings.kafka.topicConfiguration['cleanup.policy'],
    })),
    differences: (message) => {
      const channel = channels.find((each) => matches(each, message.topic));
      if (!channel) return [`the topic ${message.topic} is not described`];
      const name = nameIn(channel, message);
      const found = document.components.messages[name];
      if (!found || !(name in channel.messages)) return [`${name} is not described on ${channel.address}`];
      return messageFaults(ajv, name, found, message);
    },
  };
}

function ajvOf(document: Document): Ajv2020 {
  const ajv = readersAjv();
  for (const schema of contractSchemas().events.values()) ajv.addSchema(schema);
  const ofHub = readdirSync(join(FOLDER, 'schemas', 'hub'));
  for (const file of ofHub) ajv.addSchema(closed(read<object>(join('schemas', 'hub', file))));
  // Its own parts are no keywords of JSON Schema.
  return ajv.addVocabulary(Object.keys(document)).addSchema(closed(document), ADDRESS);
}

const read = <T>(file: string): T => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as T;

function matches({ address }: Channel, topic: string): boolean {
  const [before = '', after] = address.split('{agency}');
  if (after === undefined) return topic === address;
  const agency = topic.slice(before.length, topic.length - after.length);
  return /^[A-Za-z0-9-]+$/.test(agency) && topic === `${before}${agency}${after}`;
}

/** What a reader takes a message for: a channel's only one, or by the event's type and the mode. */
function nameIn({ messages }: Channel, { headers, value }: SeenMessage): string {
  const [only = '', ...others] = Object.values(messages).map(({ $ref }) => $ref.slice(MESSAGES.length));
  if (others.length === 0) return only;
  const { ce_type: binary } = headers;
  return binary === undefined ? (JSON.parse(value) as { type: string }).type : `${binary}.binary`;
}

function messageFaults(
  ajv: Ajv2020,
  name: string,
  described: Message,
  { key, headers, value }: SeenMessage,
): readonly string[] {
  const payload = described.contentType?.endsWith('json') ? (JSON.parse(value) as unknown) : value;
  return [
    ...(key === '' ? ['a key is missing'] : []),
    ...faultsOf(ajv, name, 'headers', described.headers, headers),
    ...faultsOf(ajv, name, 'payload', described.payload, payload),
  ];
}

function faultsOf(
  ajv: Ajv2020,
  name: string,
  part: 'headers' | 'payload',
  described: object | undefined,
  told: unknown,
): readonly string[] {
  if (!described) return [`the ${part} of ${name} are not described`];
  const isValid = ajv.compile({ $ref: `${ADDRESS}${MESSAGES}${name}/${part}/schema` });
  if (isValid(told)) return [];
  return (isValid.errors ?? []).map(
    ({ instancePath, message }) => `${part}${instancePath} ${message ?? 'is invalid'}`,
  );
}
