import kafkajs from 'kafkajs';
import { type Feed, topicOf } from '#feed';
import { createKafkaFeed, GROUP_PREFIX, type KafkaFeedOptions } from '#feed/kafka';
import { aMessage, HOSPITALS, type FeedUnderTest } from '#feed/testing';
import { until } from '../../support/until.js';
import { kafkaForSpec } from './local-kafka.js';
import { scratchFeed, settingsFor } from './scratch-topics.js';

const kafka = kafkaForSpec();
const TOPIC = topicOf(HOSPITALS);
let under: FeedUnderTest;
let feed: Feed;

beforeEach(async () => {
  under = await scratchFeed(settingsFor(kafka.now().brokers), [HOSPITALS]);
  feed = await under.open();
});

afterEach(async () => {
  await feed.close();
  await under.dispose();
});

describe('Looking up an event on Kafka', () => {
  it('finds what a partner’s own client published, in structured and in binary mode', async () => {
    const structured = { 'content-type': 'application/cloudevents+json' };
    const body = JSON.stringify({ specversion: '1.0', id: 'structured/1' });
    await publish({ headers: structured, value: body }, { headers: { ce_id: 'binary-1' }, value: '{}' });
    expect(await find('structured/1')).toMatchObject({ topic: TOPIC, offset: 0n });
    expect(await find('binary-1')).toMatchObject({ topic: TOPIC, offset: 1n });
  });

  it('finds what was published in a transaction, and ends at the mark that closes it', async () => {
    await inTransaction({ headers: { ce_id: 'in-transaction' }, value: '{}' });
    // The broker may still be writing the mark when the transaction is committed.
    expect(await until(() => find('in-transaction'))).toMatchObject({ offset: 0n });
    const began = performance.now();
    expect(await find('never-published')).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('counts the mark that closes a transaction as nothing that waits', async () => {
    await inTransaction({ headers: { ce_id: 'in-transaction' }, value: '{}' });
    await until(() => find('in-transaction'));
    await decideEverything();
    await inTransaction({ headers: { ce_id: 'another' }, value: '{}' });
    await until(() => find('another'));
    await decideEverything();
  });

  it('looks back a little past what is decided, and no further', async () => {
    const names = Array.from({ length: 2_500 }, (_, at) => `m${at}`);
    await feed.writer.publish(names.map((name) => aMessage(name)));
    await decideEverything();
    expect(await Promise.all(['m499', 'm500', 'm2499'].map(find))).toMatchObject([
      undefined as unknown as object,
      { offset: 500n },
      { offset: 2_499n },
    ]);
  });

  it('answers many who ask at once, and who asks meanwhile, through one group that stays', async () => {
    await feed.writer.publish([aMessage('first')]);
    const groups = watchGroups();
    const early = Promise.all(Array.from({ length: 50 }, () => find('first')));
    await until(async () => (await groups()).length === 1);
    await feed.writer.publish([aMessage('second')]);
    expect(await find('second')).toMatchObject({ offset: 1n });
    expect(new Set((await early).map((each) => each?.offset))).toEqual(new Set([0n]));
    expect((await groups()).length).toBe(1);
  });

  it('says that it cannot tell, and not that there is none, where too much waits', async () => {
    await feed.writer.publish(Array.from({ length: 300 }, (_, at) => aMessage(`m${at}`)));
    const hasty = await openWith({ most: 100 });
    expect(await hasty.lookup.findSourceEvent(HOSPITALS, 'm299')).toMatchObject({ offset: 299n });
    await expect(hasty.lookup.findSourceEvent(HOSPITALS, 'm0')).rejects.toMatchObject({
      code: 'FEED.LOOKUP_BEHIND',
      retryable: true,
    });
    await hasty.close();
  });

  it('goes by the group that decides, whichever that is', async () => {
    await feed.writer.publish(Array.from({ length: 2_500 }, (_, at) => aMessage(`m${at}`)));
    await decideEverything();
    const other = await openWith({ decidedBy: 'other' });
    expect(await other.lookup.findSourceEvent(HOSPITALS, 'm0')).toMatchObject({ offset: 0n });
    await other.close();
  });
});

const openWith = (lookup: KafkaFeedOptions['lookup']) =>
  createKafkaFeed({ ...settingsFor(kafka.now().brokers), agencies: [HOSPITALS], ...(lookup && { lookup }) });

const find = (id: string) => feed.lookup.findSourceEvent(HOSPITALS, id);

async function decideEverything(): Promise<void> {
  const consumer = feed.consumer('intake', { maxMessages: 5_000 });
  await consumer.start(async () => undefined);
  await until(async () => (await consumer.lag()).get(HOSPITALS) === 0);
  await consumer.stop();
}

type Message = kafkajs.Message;
const partner = () => new kafkajs.Kafka({ brokers: kafka.now().brokers, logLevel: kafkajs.logLevel.NOTHING });
const createPartitioner = kafkajs.Partitioners.DefaultPartitioner;

async function publish(...messages: Message[]): Promise<void> {
  const producer = partner().producer({ createPartitioner });
  await producer.connect();
  await producer.send({ topic: TOPIC, messages });
  await producer.disconnect();
}

async function inTransaction(...messages: Message[]): Promise<void> {
  const options = { createPartitioner, transactionalId: 'partner', idempotent: true, maxInFlightRequests: 1 };
  const producer = partner().producer(options);
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({ topic: TOPIC, messages });
  await transaction.commit();
  await producer.disconnect();
}

/** The look-ups' groups seen so far; asks the broker each time. */
function watchGroups(): () => Promise<readonly string[]> {
  const seen = new Set<string>();
  return async () => {
    const admin = partner().admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    await admin.disconnect();
    for (const { groupId } of groups) if (groupId.startsWith(`${GROUP_PREFIX}reader-`)) seen.add(groupId);
    return [...seen];
  };
}
