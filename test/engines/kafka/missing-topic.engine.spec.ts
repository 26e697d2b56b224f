import kafkajs from 'kafkajs';
import { createDemoDirectory } from '#access';
import { INTAKE_GROUP, topicOf, type Feed } from '#feed';
import { createKafkaFeed, ensureTopics } from '#feed/kafka';
import { HOSPITALS, POLICE, type FeedUnderTest } from '#feed/testing';
import { createShutdown, type Shutdown } from '#platform';
import { createHealthChecks, type HealthChecks } from '#platform/health';
import { createLogger } from '#platform/logging';
import { createMetrics } from '#platform/metrics';
import { migrateReadStore } from '#read-store';
import { lagOfIntake } from '#runtime';
import type { RunningIntake } from '../../../apps/intake/create-intake.js';
import { openIntake } from '../../../apps/intake/open-intake.js';
import { startIntakeEngines, type IntakeUnderTest } from '../../../apps/intake/testing/intake-harness.js';
import { asked } from '../../../apps/workbench/operations/asked.js';
import { feedPart } from '../../../apps/workbench/pages/operations/feed-part.js';
import { until } from '../../support/until.js';
import { kafkaForSpec } from './local-kafka.js';
import { scratchFeed, settingsFor } from './scratch-topics.js';

const kafka = kafkaForSpec();
const NAMES = new Map<string, string>([[POLICE, 'Northshire Police']]);

describe('A topic that goes missing on Kafka while intake runs', () => {
  let under: FeedUnderTest;
  let engines: IntakeUnderTest;
  let feed: Feed;
  let intake: RunningIntake;
  let checks: HealthChecks;
  let shutdown: Shutdown;
  let lines: { readonly msg: string; readonly code?: string; readonly agency?: string }[];

  beforeEach(async () => {
    lines = [];
    const write = (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]);
    const logger = createLogger({ level: 'warn', to: { write } });
    [under, engines] = await Promise.all([
      scratchFeed(settingsFor(kafka.now().brokers), [HOSPITALS, POLICE]),
      startIntakeEngines(),
    ]);
    await migrateReadStore(engines.pool);
    feed = await under.open();
    [checks, shutdown] = [createHealthChecks(), createShutdown({ logger })];
    const { store, vault, pool, databaseUrl } = engines;
    const { directory } = await createDemoDirectory();
    intake = await openIntake({
      ...{ databaseUrl, directory, logger, checks, shutdown },
      ...{ clock: engines.deps.clock, metrics: createMetrics(), stores: { store, vault, pool, feed } },
    });
  });
  afterEach(async () => {
    await shutdown.run();
    await feed.close();
    await under.dispose();
    await engines.close();
  });

  const screen = async () => {
    const nothing = { known: true, value: new Map() } as const;
    const lag = await asked(
      () => lagOfIntake(async () => feed).events(),
      () => undefined,
    );
    const known = { heard: { known: true, value: [] }, oldest: nothing, late: nothing } as const;
    return feedPart({ ...known, lag }, (code) => NAMES.get(code) ?? code, engines.deps.clock());
  };

  it('is named with its agency and what makes it, wherever intake says why it stands, and then goes on', async () => {
    expect(await checks.failing()).toEqual([]);
    await remove(topicOf(POLICE));
    await until(() => intake.status().faults > 0, { withinMs: 40_000 });

    expect(lines.find(({ msg }) => msg.includes('npm run kafka:topics'))).toMatchObject({
      code: 'FEED.TOPICS_MISSING',
      agency: POLICE,
    });
    expect(lines.filter(({ msg }) => msg === 'A batch will be taken again')).toEqual([]);
    expect(await checks.failing()).toEqual(['feed-group', 'FEED.TOPICS_MISSING']);
    expect((await screen()).alerts).toEqual([
      {
        text: 'Kafka lacks the topic of Northshire Police, so that intake stands for all: npm run kafka:topics makes it',
        href: '#feed',
        runbook: 'ThroughlineIntakeStands',
      },
    ]);
    await expect(feed.consumer(INTAKE_GROUP).late(new Date())).rejects.toMatchObject({
      code: 'FEED.TOPICS_MISSING',
      context: { topics: topicOf(POLICE) },
    });

    await ensureTopics(settingsFor(kafka.now().brokers), [POLICE], { partitions: 1 });
    await until(async () => (await checks.failing()).length === 0, { withinMs: 40_000 });
    expect((await screen()).alerts).toEqual([]);
  }, 120_000);

  it('is named by a start too, with the topics themselves', async () => {
    await remove(topicOf(HOSPITALS));
    const agencies = [HOSPITALS, POLICE];
    await expect(createKafkaFeed({ ...settingsFor(kafka.now().brokers), agencies })).rejects.toMatchObject({
      code: 'FEED.TOPICS_MISSING',
      message: `Kafka lacks ${topicOf(HOSPITALS)}; make what is missing: npm run kafka:topics`,
    });
    await ensureTopics(settingsFor(kafka.now().brokers), [HOSPITALS], { partitions: 1 });
  }, 60_000);
});

async function remove(topic: string): Promise<void> {
  const brokers = [...kafka.now().brokers];
  const admin = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [topic] });
  await until(async () => !(await admin.listTopics()).includes(topic));
  await admin.disconnect();
}
