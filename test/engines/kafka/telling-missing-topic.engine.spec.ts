import kafkajs from 'kafkajs';
import type { Telling, TellingChannel } from '#feed';
import { createKafkaTelling, ensureTopics, receiptsTopicOf } from '#feed/kafka';
import type { AgencyId } from '#platform';
import { until } from '../../support/until.js';
import { kafkaForSpec } from './local-kafka.js';
import { settingsFor } from './scratch-topics.js';

const kafka = kafkaForSpec();
const AGENCY = 'urn:agency:ods:T' as AgencyId;
const receipt: Telling = { to: AGENCY, key: 'E-1', headers: {}, value: Buffer.from('{}') };

describe('A topic of receipts that goes missing on Kafka while publishers are told', () => {
  let channel: TellingChannel;

  beforeAll(async () => {
    const settings = settingsFor(kafka.now().brokers);
    await ensureTopics(settings, [AGENCY], { partitions: 1 });
    channel = await createKafkaTelling({ ...settings, agencies: [AGENCY] });
  });

  afterAll(() => channel.close());

  it('is named with the command that makes it, and telling goes on once it is made', async () => {
    await channel.tell([receipt]);
    const brokers = [...kafka.now().brokers];
    const admin = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [receiptsTopicOf(AGENCY)] });
    await until(async () => !(await admin.listTopics()).includes(receiptsTopicOf(AGENCY)));
    await admin.disconnect();

    await expect(channel.tell([receipt])).rejects.toMatchObject({
      code: 'FEED.TOPICS_MISSING',
      message: `Kafka lacks ${receiptsTopicOf(AGENCY)}; make what is missing: npm run kafka:topics`,
      retryable: true,
    });

    await ensureTopics(settingsFor(kafka.now().brokers), [AGENCY], { partitions: 1 });
    const isTold = () =>
      channel.tell([receipt]).then(
        () => true,
        () => false,
      );
    await until(isTold, { withinMs: 30_000 });
  }, 90_000);
});
