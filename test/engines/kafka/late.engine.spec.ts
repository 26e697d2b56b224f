import type { Feed } from '#feed';
import { createKafkaFeed } from '#feed/kafka';
import { aMessage, HOSPITALS, POLICE, textsOf, type FeedUnderTest } from '#feed/testing';
import { until } from '../../support/until.js';
import { kafkaForSpec } from './local-kafka.js';
import { scratchFeed, settingsFor } from './scratch-topics.js';

const kafka = kafkaForSpec();
const LATE_MS = 1_000;

describe('An agency that left the directory while its events waited', () => {
  it('is told of with what waits, since nobody takes it any more', async () => {
    const settings = settingsFor(kafka.now().brokers);
    const under = await scratchFeed(settings, [HOSPITALS, POLICE]);
    const before = await under.open();
    await before.writer.publish([{ ...aMessage('waits'), agency: POLICE }]);
    await before.close();
    const feed = await createKafkaFeed({ ...settings, agencies: [HOSPITALS] });
    const consumer = feed.consumer('intake');
    try {
      await until(async () => (await consumer.lag()).get(POLICE) === 1, { withinMs: 5_000 });
      expect([...(await consumer.lag())].toSorted()).toEqual(
        [
          [POLICE, 1],
          [HOSPITALS, 0],
        ].toSorted(),
      );
      await until(
        async () => (await consumer.late(new Date(Date.now() + LATE_MS))).get(POLICE)?.length === 1,
      );
    } finally {
      await feed.close();
      await under.dispose();
    }
  }, 60_000);
});

describe('One partition of an agency that stands while its others flow', () => {
  let under: FeedUnderTest;
  let feed: Feed;

  beforeEach(async () => {
    under = await scratchFeed(settingsFor(kafka.now().brokers), [HOSPITALS, POLICE], 3);
    feed = await under.open();
  });

  afterEach(async () => {
    await feed.close();
    await under.dispose();
  });

  const publish = async (text: string, key: string) => {
    const [at] = await feed.writer.publish([{ ...aMessage(text), key }]);
    return at?.partition ?? -1;
  };

  it('is told by its number, however few events wait in it and whatever is taken meanwhile', async () => {
    let isMended = false;
    const taken: string[] = [];
    const consumer = feed.consumer('intake', { concurrency: 3 });
    await consumer.start(async ({ messages }) => {
      const texts = textsOf(messages);
      if (texts.includes('bad') && !isMended) throw new Error('not yet');
      taken.push(...texts);
    });
    const late = async () => Object.fromEntries(await consumer.late(new Date(Date.now() - LATE_MS)));
    const stuck = await publish('bad', 'family');
    const keys = new Map<number, string>();
    for (let at = 0; keys.size < 2; at += 1) {
      const partition = await publish(`first-${at}`, `other-${at}`);
      if (partition !== stuck) keys.set(partition, `other-${at}`);
    }
    const isTold = async () => (await late())[HOSPITALS]?.length === 1;
    for (let at = 0; !(await isTold()); at += 1)
      for (const [partition, key] of keys) {
        expect(await publish(`${key}-${at}`, key)).toBe(partition);
        await until(() => taken.includes(`${key}-${at}`));
      }
    expect(await late()).toEqual({ [HOSPITALS]: [stuck], [POLICE]: [] });
    expect((await consumer.lag()).get(HOSPITALS)).toBeLessThan(20);
    isMended = true;
    await until(async () => (await late())[HOSPITALS]?.length === 0);
    expect(taken).toContain('bad');
  }, 60_000);
});
