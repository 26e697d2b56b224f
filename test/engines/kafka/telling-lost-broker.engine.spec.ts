import kafkajs from 'kafkajs';
import type { Telling, TellingChannel } from '#feed';
import { createKafkaTelling, ensureTopics, receiptsTopicOf } from '#feed/kafka';
import type { AgencyId } from '#platform';
import { until } from '../../support/until.js';
import { kafkaForSpec } from './local-kafka.js';
import { settingsFor } from './scratch-topics.js';

const kafka = kafkaForSpec({ brokers: 3 });
const AGENCIES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((code) => `urn:agency:ods:${code}` as AgencyId);
/** One for each agency. */
const toAll = (key: string): readonly Telling[] =>
  AGENCIES.map((to) => ({ to, key, headers: {}, value: Buffer.from(key) }));

describe('Telling publishers on three brokers', () => {
  let channel: TellingChannel;

  beforeAll(async () => {
    const settings = settingsFor(kafka.now().brokers);
    await ensureTopics(settings, AGENCIES);
    channel = await createKafkaTelling({ ...settings, agencies: AGENCIES });
  });

  afterAll(() => channel.close());

  /** As whoever tells does it: again until it is taken. */
  const tell = async (key: string) => {
    await until(
      () =>
        channel
          .tell(toAll(key))
          .then(() => true)
          .catch(() => false),
      { withinMs: 60_000 },
    );
    return key;
  };

  it('tells everybody all of it though a broker hands over what it leads and goes', async () => {
    const told = [await tell('before')];
    const [leaving] = kafka.now().pids;
    if (leaving === undefined) throw new Error('No broker runs');
    let gone = false;
    const exit = until(() => !isRunning(leaving), { withinMs: 60_000 }).then(() => void (gone = true));
    process.kill(leaving, 'SIGTERM');
    for (let at = 0; !gone; at += 1) told.push(await tell(`meanwhile-${at}`));
    await exit;
    told.push(await tell('after'));
    const heard = await heardBy(AGENCIES, (keys) => keys.has('after'));
    for (const agency of AGENCIES)
      expect([agency, told.filter((key) => !heard.get(agency)?.has(key))]).toEqual([agency, []]);
  }, 150_000);

  async function heardBy(agencies: readonly AgencyId[], isEnough: (keys: ReadonlySet<string>) => boolean) {
    const heard = new Map(agencies.map((agency) => [agency, new Set<string>()]));
    const brokers = [...kafka.now().brokers];
    const consumer = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING }).consumer({
      groupId: 'all',
    });
    await consumer.connect();
    await consumer.subscribe({ topics: agencies.map(receiptsTopicOf), fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ topic, message }) => {
        const agency = agencies.find((each) => receiptsTopicOf(each) === topic);
        if (agency) heard.get(agency)?.add(message.key?.toString() ?? '');
      },
    });
    await until(() => [...heard.values()].every(isEnough), { withinMs: 60_000 });
    await consumer.disconnect();
    return heard;
  }
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
