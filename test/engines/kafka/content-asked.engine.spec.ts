import kafkajs from 'kafkajs';
import type { SourceEvent } from '#contracts';
import { hubSchemaFaults } from '#contracts/testing';
import { topicOf, type Feed, type TellingChannel } from '#feed';
import { createKafkaFeed, createKafkaTelling, ensureTopics, receiptsTopicOf } from '#feed/kafka';
import type { ContentGiven, ItemReleased } from '#journey';
import { silentLogger } from '#platform';
import { createMetrics } from '#platform/metrics';
import type { RunningIntake } from '../../../apps/intake/create-intake.js';
import {
  agreementEvent,
  COMMUNITY_HEALTH,
  itemEvent,
  messageOf,
} from '../../../apps/intake/testing/events.js';
import { startReconsidering, type Reconsidering } from '../../../apps/intake/testing/reconsidering.js';
import { startTelling, type RunningTelling } from '../../../apps/projector/tell-publishers/start-telling.js';
import { until } from '../../support/until.js';
import { kafkaForSpec } from './local-kafka.js';
import { settingsFor } from './scratch-topics.js';
import { listen } from './secure-kafka.js';

const TOPIC = topicOf(COMMUNITY_HEALTH);
const PARTITIONS = [0, 1, 2];
const kafka = kafkaForSpec();

let world: Reconsidering;
let feed: Feed;
let intake: RunningIntake;
let channel: TellingChannel;
let telling: RunningTelling;

beforeAll(async () => {
  const agencies = [COMMUNITY_HEALTH];
  const settings = { ...settingsFor(kafka.now().brokers), agencies };
  await ensureTopics(settings, agencies, { partitions: PARTITIONS.length });
  world = await startReconsidering();
  feed = await createKafkaFeed(settings);
  intake = await world.start({ feed });
  channel = await createKafkaTelling(settings);
  const { store } = world.hub;
  const metrics = createMetrics();
  telling = await startTelling({ store, pool: world.pool, channel, logger: silentLogger, metrics });
}, 120_000);

afterAll(async () => {
  await telling.stop();
  await channel.close();
  await intake.stop();
  await feed.close();
  await world.close();
});

const client = () =>
  new kafkajs.Kafka({ brokers: [...kafka.now().brokers], logLevel: kafkajs.logLevel.NOTHING });

async function publish(...events: readonly SourceEvent[]): Promise<void> {
  await feed.writer.publish(events.map((event) => messageOf(event)));
  await until(async () => [...(await intake.lag()).values()].every((behind) => behind === 0));
}

/** What the topic holds so far is past its retention. */
async function forget(): Promise<void> {
  const admin = client().admin();
  await admin.connect();
  try {
    const ends = await admin.fetchTopicOffsets(TOPIC);
    const partitions = ends.map(({ partition, high: offset }) => ({ partition, offset }));
    await admin.deleteTopicRecords({ topic: TOPIC, partitions });
    await until(async () => (await admin.fetchTopicOffsets(TOPIC)).every(({ low, high }) => low === high));
  } finally {
    await admin.disconnect();
  }
}

interface Told {
  readonly type: string;
  readonly subject: string;
  readonly data: { readonly state?: string; readonly content?: object };
}

async function toldUntil(enough: (told: readonly Told[]) => boolean): Promise<readonly Told[]> {
  const parse = ({ value }: { readonly value: string }) => JSON.parse(value) as Told;
  const heard = await listen(client(), receiptsTopicOf(COMMUNITY_HEALTH), 'ods-G7H8J-asked', (all) =>
    enough(all.map(parse)),
  );
  return heard.map(parse);
}

describe('Content that a Kafka topic no longer has', () => {
  it('is asked for on the receipts topic, given on the events topic, and released', async () => {
    const event = itemEvent('E-1', { service: 'Audiology' });
    await publish(event);
    await forget();
    await publish(agreementEvent('A-1'));
    await world.becomes('E-1', 'ContentAsked');
    const isQuestion = ({ type }: Told) => type === 'throughline.content-asked.v1';
    const questions = (await toldUntil((told) => told.some(isQuestion))).filter(isQuestion);
    expect(questions.map(({ subject }) => subject)).toEqual(['E-1']);
    expect(questions.flatMap(hubSchemaFaults('throughline.content-asked.v1.schema.json'))).toEqual([]);

    await publish(itemEvent('E-1', { service: 'Orthoptics' }));
    expect(await world.stepsOf('E-1')).toEqual(['ItemWithheld', 'ContentAsked']);
    await publish(event);
    await world.becomes('E-1', 'ItemReleased');
    const [, , given, released] = await world.historyOf('E-1');
    expect((released?.data as ItemReleased).source).toEqual((given?.data as ContentGiven).source);
    const isStored = ({ subject, data }: Told) => subject === 'E-1' && data.state === 'stored';
    const receipts = (await toldUntil((told) => told.some(isStored))).filter(
      ({ subject }) => subject === 'E-1',
    );
    expect(
      receipts.filter(({ type }) => type === 'throughline.receipt.v1').map(({ data }) => data),
    ).toMatchObject([
      { state: 'withheld' },
      { state: 'withheld', content: { reason: { code: 'CONTENT.ASKED' } } },
      { state: 'withheld', reasons: [{}, { code: 'CONFLICT.SAME_ID_OTHER_CONTENT' }] },
      { state: 'withheld', content: { reason: { code: 'CONTENT.GIVEN' } } },
      { state: 'stored', content: { reason: { code: 'CONTENT.GIVEN' } } },
    ]);
  }, 120_000);

  it('is not taken anew where nothing was asked, to an intake that began since', async () => {
    await publish(itemEvent('E-2'));
    expect(await world.stepsOf('E-2')).toEqual(['ItemShared']);
    await forget();
    await intake.stop();
    intake = await world.start({ feed });
    await publish(itemEvent('E-2'));
    expect(await world.stepsOf('E-2')).toEqual(['ItemShared']);
  }, 120_000);
});
