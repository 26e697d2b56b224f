import kafkajs from 'kafkajs';
import { createKafkaFeed, GROUP_PREFIX } from '#feed/kafka';
import { type Feed, type FeedBatch, type FeedFault, topicOf } from '#feed';
import { aMessage, HOSPITALS, POLICE, textsOf, type FeedUnderTest } from '#feed/testing';
import { until } from '../../support/until.js';
import { kafkaForSpec } from './local-kafka.js';
import { scratchFeed, settingsFor } from './scratch-topics.js';

const kafka = kafkaForSpec();
let under: FeedUnderTest;
let feed: Feed;

beforeEach(async () => {
  under = await scratchFeed(settingsFor(kafka.now().brokers), [HOSPITALS, POLICE]);
  feed = await under.open();
});

afterEach(async () => {
  await feed.close();
  await under.dispose();
});

describe('The feed on Kafka when something fails', () => {
  it('commits a batch only after it has been handled', async () => {
    await feed.writer.publish([aMessage('a'), aMessage('b')]);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let inHand = 0;
    await feed.consumer('intake').start(async ({ messages }) => {
      inHand = messages.length;
      await held;
    });
    await until(() => inHand === 2);
    expect(await committed()).toBe('-1');
    release();
    await until(async () => (await committed()) === '2');
  });

  it('hands a batch over again when the process that had it in hand is gone', async () => {
    await feed.writer.publish([aMessage('a')]);
    const crashing = await under.open();
    let taken = false;
    await crashing.consumer('intake').start(async () => {
      taken = true;
      throw new Error('the process ends here');
    });
    await until(() => taken);
    await crashing.close();
    const seen: string[] = [];
    await feed.consumer('intake').start(async ({ messages }) => {
      seen.push(...textsOf(messages));
    });
    await until(() => seen.length === 1);
    expect(seen).toEqual(['a']);
  });

  it('hands each message over once and in order when members come and go while a batch is in hand', async () => {
    const seen: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let inHand = 0;
    await feed.writer.publish([aMessage('a'), aMessage('b')]);
    await feed.consumer('intake').start(async ({ messages }) => {
      inHand += 1;
      await held;
      seen.push(...textsOf(messages));
    });
    await until(() => inHand === 1);
    const [staying, leaving] = [await under.open(), await under.open()];
    const take = async ({ messages }: FeedBatch) => void seen.push(...textsOf(messages));
    const joining = staying.consumer('intake').start(take);
    const passing = leaving.consumer('intake').start(take);
    await until(async () => (await groupState()) === 'PreparingRebalance');
    await feed.writer.publish([aMessage('c'), aMessage('d')]);
    expect(seen).toEqual([]);
    release();
    await Promise.all([joining, passing]);
    await leaving.close();
    await feed.writer.publish([aMessage('e')]);
    await until(async () => (await committed()) === '5', { withinMs: 40_000 });
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    await staying.close();
  }, 90_000);

  it('stays in its group when the clock is set back by two days', async () => {
    const faults: FeedFault[] = [];
    const consumer = feed.consumer('intake', { onFault: (fault) => faults.push(fault) });
    await consumer.start(async () => undefined);
    const rightly = Date.now.bind(Date);
    Date.now = () => rightly() - 2 * 86_400_000;
    try {
      const since = performance.now();
      // Longer than a member may be silent.
      await until(() => performance.now() - since > 10_000, { everyMs: 500 });
      await until(() => consumer.membership() === 'member');
      expect(await groupState()).toBe('Stable');
      expect(faults).toHaveLength(1);
    } finally {
      Date.now = rightly;
    }
  }, 60_000);

  it('goes on by itself after the broker was away, and says so meanwhile', async () => {
    const seen: string[] = [];
    const faults: FeedFault[] = [];
    await feed.consumer('intake', { onFault: (fault) => faults.push(fault) }).start(async ({ messages }) => {
      seen.push(...textsOf(messages));
    });
    const [at] = await feed.writer.publish([aMessage('before')]);
    await until(() => seen.includes('before'));
    await kafka.stop();
    await expect(feed.writer.publish([aMessage('during')])).rejects.toMatchObject({
      code: 'FEED.UNAVAILABLE',
    });
    await expect(feed.reader.read(at ? [at] : [])).rejects.toMatchObject({ code: 'FEED.UNAVAILABLE' });
    await until(() => faults.length > 0, { withinMs: 30_000 });
    await kafka.startAgain();
    await until(() => publishes('after'), { withinMs: 30_000 });
    // The broker first waits for the member it knew before, until that one's session ends.
    await until(() => seen.includes('after'), { withinMs: 45_000 });
    expect((await feed.reader.read(at ? [at] : [])).map((each) => each?.value.toString())).toEqual([
      'before',
    ]);
    expect(faults.every(({ topic }) => topic === undefined)).toBe(true);
  }, 120_000);

  it('says which step is missing when an agency has no topic', async () => {
    const stranger = 'urn:agency:urn:199999' as typeof HOSPITALS;
    await expect(
      createKafkaFeed({ ...settingsFor(kafka.now().brokers), agencies: [stranger] }),
    ).rejects.toMatchObject({ code: 'FEED.TOPICS_MISSING' });
  });

  it('says that the feed is unavailable where no broker answers', async () => {
    await expect(
      createKafkaFeed({ ...settingsFor(['127.0.0.1:1']), agencies: [HOSPITALS] }),
    ).rejects.toMatchObject({ code: 'FEED.UNAVAILABLE' });
  });

  it('reads messages that lie far apart, without what lies between', async () => {
    const names = Array.from({ length: 2_000 }, (_, at) => `m${at}`);
    const taken = await feed.writer.publish(names.map((name) => aMessage(name)));
    const asked = [1_999, 0, 700, 701].flatMap((at) => taken[at] ?? []);
    const read = await feed.reader.read(asked);
    expect(read.map((each) => each?.value.toString())).toEqual(['m1999', 'm0', 'm700', 'm701']);
  });
});

const adminOf = () =>
  new kafkajs.Kafka({ brokers: kafka.now().brokers, logLevel: kafkajs.logLevel.NOTHING }).admin();

async function groupState(): Promise<string | undefined> {
  const admin = adminOf();
  await admin.connect();
  const { groups } = await admin.describeGroups([`${GROUP_PREFIX}intake`]);
  await admin.disconnect();
  return groups[0]?.state;
}

async function committed(): Promise<string | undefined> {
  const admin = adminOf();
  await admin.connect();
  const [of] = await admin.fetchOffsets({ groupId: `${GROUP_PREFIX}intake`, topics: [topicOf(HOSPITALS)] });
  await admin.disconnect();
  return of?.partitions[0]?.offset;
}

const publishes = (text: string): Promise<boolean> =>
  feed.writer.publish([aMessage(text)]).then(
    () => true,
    () => false,
  );
