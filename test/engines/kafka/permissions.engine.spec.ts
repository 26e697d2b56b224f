import { readFile } from 'node:fs/promises';
import type { Kafka } from 'kafkajs';
import type { AgencyId } from '#platform';
import { topicOf } from '#feed';
import { createKafkaFeed, ensurePermissions, ensureTopics, receiptsTopicOf } from '#feed/kafka';
import { aMessage, HOSPITALS, POLICE, textsOf } from '#feed/testing';
import { until } from '../../support/until.js';
import { publish, reasonOf, sasl, secureKafkaForSpec } from './secure-kafka.js';

const SCHOOL = 'urn:agency:urn:199997' as AgencyId;
const agencies = [HOSPITALS, POLICE, SCHOOL];
const NAMES = new Map([
  [HOSPITALS, 'ods-RZZ'],
  [POLICE, 'force-35'],
  [SCHOOL, 'urn-199997'],
]);

const kafka = secureKafkaForSpec([...NAMES.values()]);
const { settingsOf, client, byPassword, byCertificate } = kafka;

beforeAll(async () => {
  await ensureTopics(settingsOf('admin'), agencies, { partitions: 1 });
  await ensurePermissions(settingsOf('admin'), { hub: 'hub', agencies: NAMES });
});

describe('What an agency may do in Kafka', () => {
  it('lets the police publish to their own topic and to no school’s', async () => {
    const police = byPassword('force-35');
    expect(await publish(police, topicOf(POLICE))).toBe('taken');
    expect(await publish(police, topicOf(SCHOOL))).toBe('TOPIC_AUTHORIZATION_FAILED');
  });

  it('lets an agency publish no receipts, not even its own', async () => {
    expect(await publish(byPassword('force-35'), receiptsTopicOf(POLICE))).toBe('TOPIC_AUTHORIZATION_FAILED');
  });

  it('lets an agency read its own receipts and nobody else’s', async () => {
    await publish(byPassword('hub'), receiptsTopicOf(POLICE));
    const police = byPassword('force-35');
    expect(await readFirst(police, receiptsTopicOf(POLICE), 'force-35-receipts')).toBe('text');
    expect(await readFirst(police, receiptsTopicOf(SCHOOL), 'force-35-receipts')).toBe(
      'TOPIC_AUTHORIZATION_FAILED',
    );
  });

  it('lets no agency read events, neither its own nor in a group of the hub', async () => {
    const police = byPassword('force-35');
    expect(await readFirst(police, topicOf(POLICE), 'force-35-events')).toBe('TOPIC_AUTHORIZATION_FAILED');
    // What kafkajs makes of GROUP_AUTHORIZATION_FAILED when it looks for the coordinator.
    expect(await readFirst(police, receiptsTopicOf(POLICE), 'throughline-intake')).toBe(
      'KafkaJSGroupCoordinatorNotFound',
    );
  });

  it('turns away a wrong password and a client without one', async () => {
    const wrong = client({ sasl: sasl('force-35', 'not the password') });
    expect(await publish(wrong, topicOf(POLICE))).toBe('KafkaJSSASLAuthenticationError');
    expect(await publish(client({}), topicOf(POLICE))).not.toBe('taken');
  });

  it('knows an agency by its certificate and gives it no more than by its password', async () => {
    const police = await byCertificate('force-35');
    expect(await publish(police, topicOf(POLICE))).toBe('taken');
    expect(await publish(police, topicOf(SCHOOL))).toBe('TOPIC_AUTHORIZATION_FAILED');
  });

  it('turns away a client without a certificate', async () => {
    const ca = await readFile(kafka.security().authority, 'utf8');
    expect(await publish(client({ ssl: { ca } }, kafka.now().tlsBrokers), topicOf(POLICE))).not.toBe('taken');
  });

  it('gives the hub what it needs to publish, to handle and to read again', async () => {
    const feed = await createKafkaFeed({ ...settingsOf('hub'), agencies });
    try {
      const [at] = await feed.writer.publish([aMessage('for the hub')]);
      const seen: string[] = [];
      const consumer = feed.consumer('intake');
      await consumer.start(async ({ messages }) => {
        seen.push(...textsOf(messages));
      });
      await until(() => seen.includes('for the hub'));
      await until(async () => (await consumer.lag()).get(HOSPITALS) === 0);
      expect((await feed.reader.read(at ? [at] : [])).map((each) => each?.value.toString())).toEqual([
        'for the hub',
      ]);
    } finally {
      await feed.close();
    }
  });
});

async function readFirst(partner: Kafka, topic: string, groupId: string): Promise<string> {
  // A broker that is still loading its groups says nothing about permissions; kafkajs gives up on it at once.
  return until(
    async () => {
      const told = await tryReadFirst(partner, topic, groupId);
      return told !== 'GROUP_LOAD_IN_PROGRESS' && told;
    },
    { everyMs: 250, what: 'the broker to have loaded its groups' },
  );
}

async function tryReadFirst(partner: Kafka, topic: string, groupId: string): Promise<string> {
  const retry = { retries: 3, restartOnFailure: async () => false };
  const consumer = partner.consumer({ groupId, allowAutoTopicCreation: false, maxWaitTimeInMs: 200, retry });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    return await new Promise<string>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => resolve(reasonOf(payload.error)));
      consumer
        .run({ eachMessage: async ({ message }) => resolve(message.value?.toString() ?? '') })
        .catch(reject);
    });
  } catch (error) {
    return reasonOf(error);
  } finally {
    await consumer.disconnect();
  }
}
