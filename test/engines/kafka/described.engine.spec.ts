import kafkajs from 'kafkajs';
import { describedOnKafka, type SeenMessage } from '#contracts/testing';
import { RECEIPT_TYPE, SHARING_CEASED_TYPE, type SourceEvent } from '#contracts';
import { topicOf, type Feed, type TellingChannel } from '#feed';
import {
  createKafkaFeed,
  createKafkaTelling,
  ensureTopics,
  receiptsTopicOf,
  REJECTED_TOPIC,
} from '#feed/kafka';
import { noMetrics, silentLogger, type AgencyId } from '#platform';
import { putBack } from '../../../apps/admin/replay/put-back.js';
import { startGateway } from '../../../apps/gateway/testing/gateway-harness.js';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  EARLY_HELP,
  itemEvent,
  POLICE,
  withdrawalEvent,
} from '../../../apps/intake/testing/events.js';
import { startReconsidering, type Reconsidering } from '../../../apps/intake/testing/reconsidering.js';
import { startTelling, type RunningTelling } from '../../../apps/projector/tell-publishers/start-telling.js';
import { until } from '../../support/until.js';
import { principalOf } from '../partners/example-events.js';
import { kafkaForSpec } from './local-kafka.js';
import { settingsFor } from './scratch-topics.js';
import { listen, publish, type Heard } from './secure-kafka.js';

const FRONT_DOOR = 'urn:agency:la:873' as AgencyId;
const AGENCIES = [COMMUNITY_HEALTH, POLICE, EARLY_HELP, FRONT_DOOR];
const MODES = ['structured', 'binary'] as const;
type Mode = (typeof MODES)[number];
/** Three in each mode, an agreement and its withdrawal, one over HTTP and the same put back. */
const PUBLISHED = 3 * MODES.length + 4;
const AGREED = child('C-agreed');
const TOLD = MODES.flatMap((mode) => [
  `stored-${mode} stored`,
  `withheld-${mode} withheld`,
  `broken-${mode} rejected`,
]);

const kafka = kafkaForSpec();
const { channels, differences } = describedOnKafka();

let hub: Reconsidering;
let feed: Feed;
let channel: TellingChannel;
let telling: RunningTelling;
let published: readonly SeenMessage[] = [];
let receipts: readonly SeenMessage[] = [];
let ceased: readonly SeenMessage[] = [];
let rejected: readonly SeenMessage[] = [];

beforeAll(async () => {
  const settings = { ...settingsFor(kafka.now().brokers), agencies: AGENCIES };
  await ensureTopics(settings, AGENCIES);
  hub = await startReconsidering();
  feed = await createKafkaFeed(settings);
  const intake = await hub.start({ feed });
  const settled = () => until(async () => [...(await intake.lag()).values()].every((behind) => behind === 0));
  channel = await createKafkaTelling(settings);
  const { pool } = hub;
  const { store } = hub.hub;
  telling = await startTelling({ store, pool, channel, logger: silentLogger, metrics: noMetrics });
  await publishIn('structured', agreementEvent('agreed', { subject: AGREED }));
  for (const mode of MODES) for (const event of eventsIn(mode)) await publishIn(mode, event);
  await publishOverHttp(itemEvent('over-http', { subject: child('C-http') }));
  await settled();
  await putBackAgain('over-http');
  await publishIn('structured', withdrawalEvent('withdrawn', { subject: AGREED }));
  published = await read(topicOf(COMMUNITY_HEALTH), (heard) => heard.length >= PUBLISHED);
  ceased = await read(receiptsTopicOf(FRONT_DOOR), (heard) => heard.length >= MODES.length);
  rejected = await read(REJECTED_TOPIC, (heard) => heard.length >= MODES.length);
  receipts = await read(receiptsTopicOf(COMMUNITY_HEALTH), (heard) => {
    const states = statesIn(heard);
    return TOLD.every((state) => states.includes(state));
  });
}, 180_000);

afterAll(async () => {
  await telling.stop();
  await channel.close();
  await hub.close();
  await feed.close();
});

describe('The AsyncAPI document, beside a hub on Kafka', () => {
  it('has a channel for every topic that the hub made, and every channel is a topic, tidied as it says', async () => {
    const described = channels.flatMap(({ topicOf: topicFor, cleanup }) =>
      [...new Set(AGENCIES.map(principalOf).map(topicFor))].map((topic) => `${topic} ${cleanup.join(',')}`),
    );
    expect((await topicsMade()).sort()).toEqual(described.sort());
  });

  it('describes what an agency publishes in either mode, and what the hub puts there for it', () => {
    const sound = published.filter(({ key }) => key !== 'C-broken');
    expect(sound).toHaveLength(PUBLISHED - MODES.length);
    expect(sound.flatMap(differences)).toEqual([]);
    expect(headersOf(sound)).toEqual(
      expect.arrayContaining(['ce_id', 'throughline-correlation-id', 'throughline-replay-of']),
    );
  });

  it('does not describe the very messages that the hub rejected, and says why in either mode', () => {
    const broken = published.filter(({ key }) => key === 'C-broken');
    expect(broken.map(differences)).toEqual([
      ["payload/data must have required property 'sharing'"],
      ["payload must have required property 'sharing'"],
    ]);
  });

  it('describes what the publisher is told of an event that was stored, withheld or rejected', () => {
    expect(statesIn(receipts)).toEqual(expect.arrayContaining(TOLD));
    expect(receipts.flatMap(differences)).toEqual([]);
  });

  it('describes what an agency is told that may no longer see an item', () => {
    expect(ceased.map(({ value }) => (JSON.parse(value) as { type: string }).type)).toEqual(
      MODES.map(() => SHARING_CEASED_TYPE),
    );
    expect(ceased.flatMap(differences)).toEqual([]);
  });

  it('describes what operators are told of what was rejected', () => {
    expect(rejected).toHaveLength(MODES.length);
    expect(rejected.flatMap(differences)).toEqual([]);
  });
});

describe('What would be told apart from the document', () => {
  it('is a topic, a type, a header, a field or a value that it does not have', () => {
    const receipt = the(receipts);
    const changed = (change: object) =>
      JSON.stringify({ ...(JSON.parse(receipt.value) as object), ...change });
    expect(differences({ ...receipt, topic: 'throughline.gossip' })).toEqual([
      'the topic throughline.gossip is not described',
    ]);
    expect(differences({ ...receipt, topic: topicOf(COMMUNITY_HEALTH) })).toEqual([
      `${RECEIPT_TYPE} is not described on throughline.events.{agency}`,
    ]);
    expect(differences({ ...receipt, value: changed({ gossip: 'of a neighbour' }) })).not.toEqual([]);
    expect(differences({ ...receipt, value: changed({ time: 'yesterday' }) })).not.toEqual([]);
    expect(differences({ ...receipt, headers: { ...receipt.headers, gossip: 'x' } })).not.toEqual([]);
    expect(differences({ ...the(rejected), value: '{}' })).not.toEqual([]);
  });
});

const client = () =>
  new kafkajs.Kafka({ brokers: [...kafka.now().brokers], logLevel: kafkajs.logLevel.NOTHING });

/** One that is stored, one that is withheld and one that is rejected. */
function eventsIn(mode: Mode): readonly SourceEvent[] {
  const broken = itemEvent(`broken-${mode}`, { subject: child('C-broken') });
  return [
    itemEvent(`stored-${mode}`, { subject: AGREED }),
    itemEvent(`withheld-${mode}`, { subject: child(`C-unasked-${mode}`) }),
    { ...broken, data: { ...broken.data, sharing: undefined as never } },
  ];
}

/** By the agency's own client. */
async function publishIn(mode: Mode, event: SourceEvent): Promise<void> {
  const message = { key: event.subject, ...encoded(mode, event) };
  expect(await publish(client(), topicOf(COMMUNITY_HEALTH), message)).toBe('taken');
}

function encoded(mode: Mode, event: SourceEvent): { headers: Record<string, string>; value: string } {
  if (mode === 'structured')
    return { headers: { 'content-type': 'application/cloudevents+json' }, value: JSON.stringify(event) };
  const { data, datacontenttype = 'application/json', ...attributes } = event;
  const headers = Object.entries(attributes).map(([name, text]) => [`ce_${name}`, String(text)] as const);
  return {
    headers: { 'content-type': datacontenttype, ...Object.fromEntries(headers) },
    value: JSON.stringify(data),
  };
}

async function publishOverHttp(event: SourceEvent): Promise<void> {
  const gateway = await startGateway({ feed });
  try {
    await gateway
      .http()
      .post('/v1/events')
      .auth(await gateway.token(COMMUNITY_HEALTH), { type: 'bearer' })
      .type('application/cloudevents+json')
      .send(JSON.stringify(event))
      .expect(202);
  } finally {
    await gateway.close();
  }
}

async function putBackAgain(id: string): Promise<void> {
  const place = await feed.lookup.findSourceEvent(COMMUNITY_HEALTH, id);
  const [message] = await feed.reader.read(place ? [place] : []);
  if (!message) throw new Error(`The feed holds no ${id}`);
  await feed.writer.publish([putBack(message, id)]);
}

async function read(
  topic: string,
  enough: (heard: readonly Heard[]) => boolean,
): Promise<readonly SeenMessage[]> {
  const heard = await listen(client(), topic, `reader-of-${topic}`, enough);
  return heard.map((message) => ({ topic, ...message }));
}

/** Of each receipt the event and its state. */
const statesIn = (heard: readonly Heard[]): readonly string[] =>
  heard.map(({ value }) => {
    const { subject, data } = JSON.parse(value) as { subject: string; data: { state: string } };
    return `${subject} ${data.state}`;
  });

const headersOf = (messages: readonly SeenMessage[]): readonly string[] => [
  ...new Set(messages.flatMap(({ headers }) => Object.keys(headers))),
];

function the(messages: readonly SeenMessage[]): SeenMessage {
  const [first] = messages;
  if (!first) throw new Error('There is no message');
  return first;
}

/** Each with how it is tidied; Kafka's own left out. */
async function topicsMade(): Promise<string[]> {
  const admin = client().admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
    const resources = topics.map((name) => ({
      type: kafkajs.ConfigResourceTypes.TOPIC,
      name,
      configNames: ['cleanup.policy'],
    }));
    const { resources: told } = await admin.describeConfigs({ resources, includeSynonyms: false });
    return told.map(({ resourceName, configEntries }) => `${resourceName} ${configEntries[0]?.configValue}`);
  } finally {
    await admin.disconnect();
  }
}
