import type { Kafka } from 'kafkajs';
import { createDemoDirectory } from '#access';
import { hubSchemaFaults } from '#contracts/testing';
import { topicOf, type Feed, type TellingChannel } from '#feed';
import {
  createKafkaFeed,
  createKafkaTelling,
  ensurePermissions,
  ensureTopics,
  receiptsTopicOf,
  REJECTED_TOPIC,
} from '#feed/kafka';
import { createReceiptsReader, receiptBody, receiptsProjection } from '#journey';
import { silentLogger, type AgencyId } from '#platform';
import { createMetrics } from '#platform/metrics';
import { createPool, migrateReadStore, runProjection, type ProjectionRun } from '#read-store';
import { agreementEvent, COMMUNITY_HEALTH, itemEvent, POLICE } from '../../../apps/intake/testing/events.js';
import { startIntakeEngines, type IntakeUnderTest } from '../../../apps/intake/testing/intake-harness.js';
import { startTelling, type RunningTelling } from '../../../apps/projector/tell-publishers/start-telling.js';
import { until } from '../../support/until.js';
import { listen, publish, secureKafkaForSpec, type Heard } from './secure-kafka.js';

const SCHOOL = 'urn:agency:urn:199997' as AgencyId;
const STRUCTURED = { 'content-type': 'application/cloudevents+json' };
const nameOf = (agency: AgencyId) => topicOf(agency).replace('throughline.events.', '');
const kafka = secureKafkaForSpec([POLICE, SCHOOL, COMMUNITY_HEALTH].map(nameOf));

let hub: IntakeUnderTest;
let feed: Feed;
let view: ProjectionRun;
let channel: TellingChannel;
let telling: RunningTelling;
let pool: ReturnType<typeof createPool>;
const metrics = createMetrics();

beforeAll(async () => {
  const agencies = (await createDemoDirectory()).directory.agencies.map(({ id }) => id);
  await ensureTopics(kafka.settingsOf('admin'), agencies, { partitions: 2 });
  const names = new Map(agencies.map((agency) => [agency, nameOf(agency)]));
  await ensurePermissions(kafka.settingsOf('admin'), { hub: 'hub', agencies: names });
  hub = await startIntakeEngines();
  feed = await createKafkaFeed({ ...kafka.settingsOf('hub'), agencies });
  await hub.startIntake({ feed, metrics });
  pool = createPool(hub.databaseUrl);
  await migrateReadStore(pool);
  view = runProjection({ store: hub.store, pool, projection: receiptsProjection, idleCheckMs: 50 });
  channel = await createKafkaTelling({ ...kafka.settingsOf('hub'), agencies });
  telling = await startTelling({ store: hub.store, pool, channel, logger: silentLogger, metrics });
}, 120_000);

afterAll(async () => {
  await telling.stop();
  await channel.close();
  await view.stop();
  await hub.close();
  await feed.close();
  await pool.end();
});

describe('What the hub tells over Kafka', () => {
  it('tells a publisher what became of its events, each time that it changes', async () => {
    const told = async (count: number) => receiptsOf(COMMUNITY_HEALTH, (heard) => heard.length >= count);
    await publishAs(COMMUNITY_HEALTH, itemEvent('E-1'));
    expect(await told(1)).toMatchObject([{ subject: 'E-1', data: { state: 'withheld' } }]);
    await publishAs(COMMUNITY_HEALTH, agreementEvent('A-1'));
    await publishAs(COMMUNITY_HEALTH, itemEvent('E-2'));
    const receipts = await told(3);
    expect(receipts.find(({ subject }) => subject === 'E-2')).toMatchObject({ data: { state: 'stored' } });
    const faults = hubSchemaFaults('throughline.receipt.v1.schema.json');
    expect(receipts.flatMap(faults)).toEqual([]);
    for (const { subject, data } of receipts) expect(data).toEqual(await overHttp(subject));
  });

  it('tells the owner of a topic, and nobody else, that a source was not its own', async () => {
    const claimed = { ...itemEvent('E-police'), source: SCHOOL };
    await publishAs(POLICE, claimed);
    expect(await receiptsOf(POLICE, (heard) => heard.length > 0)).toMatchObject([
      { subject: 'E-police', data: { state: 'rejected', reasons: [{ code: 'AUTH.SOURCE_NOT_AGENCY' }] } },
    ]);
    expect(await held(receiptsTopicOf(SCHOOL))).toBe(0);
    const { text } = await metrics.read();
    expect(text).toContain('throughline_rejects_total{code="AUTH.SOURCE_NOT_AGENCY"} 1');
  });

  it('tells those who run the hub where a refused message lies, and nothing that is in it', async () => {
    const heard = await listen(
      kafka.byPassword('admin'),
      REJECTED_TOPIC,
      'operators',
      (all) => all.length > 0,
    );
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({
      value: '',
      headers: {
        'throughline-origin-topic': topicOf(POLICE),
        'throughline-agency': POLICE,
        'throughline-code': 'AUTH.SOURCE_NOT_AGENCY',
        'throughline-attempt': '1',
      },
    });
    expect(heard.flatMap(({ headers }) => hubSchemaFaults('rejected-headers.json')(headers))).toEqual([]);
    expect(JSON.stringify(heard)).not.toMatch(/Example|C-1|E-police|2017-05-04/);
  });

  it('goes on where it stopped after the broker was away', async () => {
    await kafka.stop();
    await hub.store.append('rejection-00000000-0000-5000-8000-000000000001', 'no-stream', [
      {
        id: '00000000-0000-5000-8000-000000000002' as never,
        type: 'SourceEventRejected',
        data: {
          agency: POLICE,
          sourceEventId: 'E-meanwhile',
          source: { topic: topicOf(POLICE), partition: 0, offset: '99' },
          receivedAt: '2026-11-23T09:00:00.000Z',
          reasons: [{ code: 'SCHEMA.MISSING', path: '/data' }],
        },
        metadata: { schemaVersion: 1 },
      },
    ]);
    await until(() => telling.status().state === 'retrying', { withinMs: 40_000 });
    await kafka.startAgain();
    await until(() => telling.status().caughtUp, { withinMs: 40_000 });
    const receipts = await receiptsOf(POLICE, (heard) => heard.length > 1);
    expect(receipts.map(({ subject }) => subject)).toEqual(['E-police', 'E-meanwhile']);
  }, 120_000);
});

describe('Before anything is told', () => {
  it('names a missing topic rather than wait for it', async () => {
    const agencies = ['urn:agency:ods:NOWHERE' as AgencyId];
    await expect(createKafkaTelling({ ...kafka.settingsOf('admin'), agencies })).rejects.toMatchObject({
      code: 'FEED.TOPICS_MISSING',
    });
  });
});

interface ReceiptEvent {
  readonly subject: string;
  readonly data: unknown;
}

const clientOf = (agency: AgencyId): Kafka => kafka.byPassword(nameOf(agency));

/** By the agency's own account and client, to its own topic. */
async function publishAs(agency: AgencyId, event: { readonly subject: string }): Promise<void> {
  const message = { key: event.subject, value: JSON.stringify(event), headers: STRUCTURED };
  expect(await publish(clientOf(agency), topicOf(agency), message)).toBe('taken');
}

async function receiptsOf(agency: AgencyId, enough: (heard: readonly Heard[]) => boolean) {
  const group = `${nameOf(agency)}-receipts`;
  const heard = await listen(clientOf(agency), receiptsTopicOf(agency), group, enough);
  return heard.map(({ value }) => JSON.parse(value) as ReceiptEvent);
}

async function overHttp(sourceEventId: string): Promise<unknown> {
  const receipt = await createReceiptsReader(pool).find(COMMUNITY_HEALTH, sourceEventId);
  return JSON.parse(JSON.stringify(receipt && receiptBody(receipt))) as unknown;
}

/** Messages that a topic has ever held. */
async function held(topic: string): Promise<number> {
  const admin = kafka.byPassword('admin').admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  return offsets.reduce((sum, { high }) => sum + Number(high), 0);
}
