import type { Feed } from '#feed';
import { createKafkaFeed, ensureTopics } from '#feed/kafka';
import { aMessage, HOSPITALS, textsOf } from '#feed/testing';
import { until } from '../../support/until.js';
import { kafkaForSpec } from './local-kafka.js';
import { settingsFor } from './scratch-topics.js';

const kafka = kafkaForSpec({ brokers: 3 });

describe('The feed on three brokers', () => {
  let feed: Feed;

  beforeAll(async () => {
    const settings = settingsFor(kafka.now().brokers);
    await ensureTopics(settings, [HOSPITALS]);
    feed = await createKafkaFeed({ ...settings, agencies: [HOSPITALS] });
  });

  afterAll(() => feed.close());

  it('loses no message it took when one broker is killed, and goes on taking more', async () => {
    const seen = new Set<string>();
    await feed.consumer('intake').start(async ({ messages }) => {
      for (const text of textsOf(messages)) seen.add(text);
    });
    const before = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5'];
    const taken = await feed.writer.publish(before.map((name) => ({ ...aMessage(name), key: name })));
    const [lost] = kafka.now().pids;
    if (lost === undefined) throw new Error('No broker runs');
    process.kill(lost, 'SIGKILL');
    const after = before.map((name) => `after-${name}`);
    const more = after.map((name) => ({ ...aMessage(name), key: name }));
    await until(() => feed.writer.publish(more).catch(() => undefined), { withinMs: 60_000 });
    await until(() => [...before, ...after].every((name) => seen.has(name)), { withinMs: 60_000 });
    expect(textsOf((await feed.reader.read(taken)).flatMap((each) => each ?? []))).toEqual(before);
  }, 150_000);
});
