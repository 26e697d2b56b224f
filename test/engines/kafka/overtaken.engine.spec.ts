import kafkajs from 'kafkajs';
import type pg from 'pg';
import { type Feed, type FeedConsumerOptions, type Overtaken, topicOf } from '#feed';
import { ensureTopics, GROUP_PREFIX } from '#feed/kafka';
import { aMessage, endPool, HOSPITALS, POLICE, textsOf, type FeedUnderTest } from '#feed/testing';
import { createPool } from '#read-store';
import { migrateIntake } from '../../../apps/intake/migrate-intake.js';
import { createTakenPlaces } from '../../../apps/intake/taken-places.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { until } from '../../support/until.js';
import { kafkaForSpec } from './local-kafka.js';
import { scratchFeed, settingsFor } from './scratch-topics.js';

const kafka = kafkaForSpec();
const TOPIC = topicOf(HOSPITALS);
let database: TestDatabase;
let pool: pg.Pool;
let under: FeedUnderTest;
let told: Overtaken[];
let seen: string[];
let open: Feed[];
let release: () => void = () => undefined;

beforeEach(async () => {
  under = await scratchFeed(settingsFor(kafka.now().brokers), [HOSPITALS, POLICE]);
  [told, seen, open] = [[], [], []];
  database = await createTestDatabase();
  await migrateIntake(database.url);
  pool = createPool(database.url);
});

afterEach(async () => {
  release();
  await Promise.all(open.map((feed) => feed.close()));
  await under.dispose();
  await endPool(pool);
  await database.drop();
});

const options = (): FeedConsumerOptions => ({
  onOvertaken: (overtaken) => told.push(overtaken),
  taken: createTakenPlaces(pool),
});

async function openFeed(): Promise<Feed> {
  const feed = await under.open();
  open.push(feed);
  return feed;
}

/** One intake more, which takes everything unless it is told otherwise. */
async function startIntake(take = async () => undefined as void): Promise<Feed> {
  const feed = await openFeed();
  await feed.consumer('intake', options()).start(async ({ messages }) => {
    await take();
    seen.push(...textsOf(messages));
  });
  return feed;
}

async function publish(...names: readonly string[]): Promise<void> {
  await (await openFeed()).writer.publish(names.map((name) => aMessage(name)));
}

async function asAdmin<T>(use: (admin: kafkajs.Admin) => Promise<T>): Promise<T> {
  const brokers = [...kafka.now().brokers];
  const admin = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  return use(admin).finally(() => admin.disconnect());
}

/** Everything before the offset is past its retention. */
const forgetBefore = (offset: string) =>
  asAdmin(async (admin) => {
    await until(async () => Number((await admin.fetchTopicOffsets(TOPIC))[0]?.high) >= Number(offset));
    await admin.deleteTopicRecords({ topic: TOPIC, partitions: [{ partition: 0, offset }] });
    await until(async () => (await admin.fetchTopicOffsets(TOPIC))[0]?.low === offset);
  });

const makeAnew = () =>
  asAdmin(async (admin) => {
    await admin.deleteTopics({ topics: [TOPIC] });
    await until(async () => !(await admin.listTopics()).includes(TOPIC));
    await ensureTopics(settingsFor(kafka.now().brokers), [HOSPITALS], { partitions: 1 });
  });

const committed = () =>
  asAdmin(async (admin) => {
    const [of] = await admin.fetchOffsets({ groupId: `${GROUP_PREFIX}intake`, topics: [TOPIC] });
    return of?.partitions[0]?.offset;
  });

/** As brokers do to a group that had no member for `offsets.retention.minutes`. */
const forgetGroup = () => asAdmin((admin) => admin.deleteGroups([`${GROUP_PREFIX}intake`]));

const kept = async () => (await createTakenPlaces(pool).find()).find(({ topic }) => topic === TOPIC)?.offset;

/** Takes one offset more than the message. */
async function inTransaction(name: string): Promise<void> {
  const producer = new kafkajs.Kafka({
    brokers: [...kafka.now().brokers],
    logLevel: kafkajs.logLevel.NOTHING,
  }).producer({ transactionalId: 'partner', idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({ topic: TOPIC, messages: [{ key: name, value: name }] });
  await transaction.commit();
  await producer.disconnect();
}

const FIVE = { agency: HOSPITALS, topic: TOPIC, partition: 0, from: 2n, to: 7n };

describe('What a Kafka topic lets go of before intake has taken it', () => {
  it('is told once, with its number, by an intake that was down meanwhile, and the rest is taken', async () => {
    await publish('m0', 'm1');
    const before = await startIntake();
    await until(async () => (await committed()) === '2');
    await before.close();
    await publish('m2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8');
    await forgetBefore('7');
    await Promise.all([startIntake(), startIntake()]);
    await until(async () => (await committed()) === '9');
    expect(told).toEqual([FIVE]);
    expect(seen).toEqual(['m0', 'm1', 'm7', 'm8']);
    await Promise.all(open.map((feed) => feed.close()));
    await startIntake();
    await publish('m9');
    await until(async () => (await committed()) === '10');
    expect(told).toEqual([FIVE]);
  }, 90_000);

  it('is told at once also where nothing is left behind it', async () => {
    await publish('m0', 'm1');
    const before = await startIntake();
    await until(async () => (await committed()) === '2');
    await before.close();
    await publish('m2', 'm3', 'm4', 'm5', 'm6');
    await forgetBefore('7');
    await startIntake();
    await until(() => told.length > 0);
    await until(async () => (await committed()) === '7');
    expect(told).toEqual([FIVE]);
  }, 60_000);

  it('is told by an intake that runs and cannot take it', async () => {
    let isAway = false;
    await startIntake(async () => {
      if (isAway) throw new Error('the event store is away');
    });
    await publish('m0', 'm1');
    await until(async () => (await committed()) === '2');
    isAway = true;
    await publish('m2', 'm3', 'm4', 'm5', 'm6', 'm7');
    await forgetBefore('7');
    await until(() => told.length > 0, { withinMs: 30_000 });
    isAway = false;
    await until(async () => (await committed()) === '8', { withinMs: 30_000 });
    expect(told).toEqual([FIVE]);
    expect(seen).toEqual(['m0', 'm1', 'm7']);
  }, 90_000);

  it('is told by an intake that runs though nothing follows', async () => {
    let isAway = false;
    await startIntake(async () => {
      if (isAway) throw new Error('the event store is away');
    });
    await publish('m0', 'm1');
    await until(async () => (await committed()) === '2');
    isAway = true;
    await publish('m2', 'm3', 'm4', 'm5', 'm6');
    await forgetBefore('7');
    await until(() => told.length > 0, { withinMs: 60_000 });
    await until(async () => (await committed()) === '7');
    expect(told).toEqual([FIVE]);
  }, 90_000);

  it('is nothing of the marks that close transactions', async () => {
    await startIntake();
    await inTransaction('m0');
    await publish('m2');
    await until(async () => (await committed()) === '3');
    await inTransaction('m3');
    await until(async () => (await committed()) === '5');
    await Promise.all(open.map((feed) => feed.close()));
    await forgetBefore('5');
    await startIntake();
    await publish('m5');
    await until(async () => (await committed()) === '6');
    expect(seen).toEqual(['m0', 'm2', 'm3', 'm5']);
    expect(told).toEqual([]);
  }, 60_000);

  it('is told, with its number, after the brokers have forgotten how far intake was', async () => {
    await publish('m0', 'm1');
    const before = await startIntake();
    await until(async () => (await committed()) === '2');
    await before.close();
    await forgetGroup();
    await publish('m2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8');
    await forgetBefore('7');
    await Promise.all([startIntake(), startIntake()]);
    await until(async () => (await committed()) === '9');
    expect(told).toEqual([FIVE]);
    expect(seen).toEqual(['m0', 'm1', 'm7', 'm8']);
    await Promise.all(open.map((feed) => feed.close()));
    await forgetGroup();
    await startIntake();
    await until(async () => (await committed()) === '9');
    expect(await kept()).toBe(9n);
    await publish('m9');
    await until(async () => (await committed()) === '10');
    expect(seen).toEqual(['m0', 'm1', 'm7', 'm8', 'm9']);
    expect(told).toEqual([FIVE]);
  }, 90_000);

  it('is told after that of a topic that was empty when an intake last saw it', async () => {
    const before = await startIntake();
    await until(async () => (await kept()) === 0n);
    await before.close();
    await forgetGroup();
    await publish('m0', 'm1', 'm2');
    await forgetBefore('2');
    await startIntake();
    await until(async () => (await committed()) === '3');
    expect(told).toEqual([{ ...FIVE, from: 0n, to: 2n }]);
  }, 60_000);

  it('is nothing after that where all that is gone was taken, also where no more came since', async () => {
    await publish('m0', 'm1', 'm2');
    const before = await startIntake();
    await until(async () => (await committed()) === '3');
    await before.close();
    await forgetGroup();
    await forgetBefore('3');
    await startIntake();
    await publish('m3');
    await until(async () => (await committed()) === '4');
    expect(seen).toEqual(['m0', 'm1', 'm2', 'm3']);
    expect(told).toEqual([]);
  }, 60_000);

  it('is taken again where it is still there, and told where not, by a hub whose database is put back from a back-up', async () => {
    await publish('m0', 'm1', 'm2', 'm3', 'm4');
    const before = await startIntake();
    await until(async () => (await committed()) === '5');
    await before.close();
    await createTakenPlaces(pool).put([{ topic: TOPIC, partition: 0, offset: 2n }]);
    const after = await startIntake();
    await until(() => seen.length === 8);
    expect(seen.slice(5)).toEqual(['m2', 'm3', 'm4']);
    expect(told).toEqual([]);
    await after.close();
    await createTakenPlaces(pool).put([{ topic: TOPIC, partition: 0, offset: 2n }]);
    await forgetBefore('4');
    await startIntake();
    await until(() => seen.length === 9);
    expect(seen.at(-1)).toBe('m4');
    expect(told).toEqual([{ ...FIVE, from: 2n, to: 4n }]);
  }, 60_000);

  it('is nothing of a topic that was deleted and made anew, of which all is taken, however much it holds', async () => {
    await publish('m0', 'm1');
    const before = await startIntake();
    await until(async () => (await kept()) === 2n);
    await before.close();
    await makeAnew();
    await publish('n0', 'n1', 'n2', 'n3');
    await startIntake();
    await until(() => seen.includes('n3'));
    expect([seen, told]).toEqual([['m0', 'm1', 'n0', 'n1', 'n2', 'n3'], []]);
  });

  it('is told once, without a number, of a topic of which nobody knows that anything was taken', async () => {
    await publish('m0', 'm1', 'm2');
    await forgetBefore('2');
    const first = await startIntake();
    await until(async () => (await committed()) === '3');
    expect(told).toEqual([{ agency: HOSPITALS, topic: TOPIC, partition: 0, to: 2n }]);
    await first.close();
    await startIntake();
    await publish('m3');
    await until(async () => (await committed()) === '4');
    expect(seen).toEqual(['m2', 'm3']);
    expect(told).toHaveLength(1);
  }, 60_000);

  it('is nothing of what an intake has in hand, or had taken', async () => {
    const released = new Promise<void>((resolve) => (release = resolve));
    let inHand = false;
    await publish('m0', 'm1', 'm2');
    await startIntake(async () => {
      inHand = true;
      await released;
    });
    await until(() => inHand);
    await forgetBefore('2');
    release();
    await until(async () => (await committed()) === '3');
    await forgetBefore('3');
    await publish('m3');
    await until(async () => (await committed()) === '4');
    await startIntake();
    await publish('m4');
    await until(async () => (await committed()) === '5', { withinMs: 30_000 });
    expect(seen).toEqual(['m0', 'm1', 'm2', 'm3', 'm4']);
    expect(told).toEqual([]);
  }, 90_000);
});
