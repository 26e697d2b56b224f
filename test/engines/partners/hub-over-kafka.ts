import { receiptsProjection } from '#journey';
import { noMetrics, silentLogger, type AgencyId } from '#platform';
import type { Feed } from '#feed';
import { createPool } from '#read-store';
import { createKafkaFeed, createKafkaTelling, ensurePermissions, ensureTopics } from '#feed/kafka';
import { endPool } from '#feed/testing';
import type { LocalKafka } from '../../../infra/kafka-local/start-kafka.mjs';
import { startIntakeEngines, type IntakeUnderTest } from '../../../apps/intake/testing/intake-harness.js';
import { startProjector } from '../../../apps/projector/projector.js';
import { startTelling } from '../../../apps/projector/tell-publishers/start-telling.js';
import { until } from '../../support/until.js';
import { principalOf } from './example-events.js';

export interface HubOverKafka {
  readonly feed: Feed;
  readonly engines: IntakeUnderTest;
  /** Resolves when nothing waits in any topic. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Intake on the agencies' topics, signed in as the hub; topics and permissions made by the administrator before. */
export async function openHubOverKafka(
  kafka: LocalKafka,
  agencies: readonly AgencyId[],
): Promise<HubOverKafka> {
  const names = new Map(agencies.map((agency) => [agency, principalOf(agency)]));
  await ensureTopics(settingsOf(kafka, 'admin'), agencies, { partitions: 3 });
  await ensurePermissions(settingsOf(kafka, 'admin'), { hub: 'hub', agencies: names });
  const engines = await startIntakeEngines();
  const options = { ...settingsOf(kafka, 'hub'), agencies };
  const feed = await createKafkaFeed(options);
  const intake = await engines.startIntake({ feed });
  const stopTelling = await tellReceipts(engines, options);
  return {
    feed,
    engines,
    settled: async () => {
      const waiting = async () => [...(await intake.lag()).values()];
      await until(async () => (await waiting()).every((count) => count === 0), { what: 'empty topics' });
    },
    async close() {
      await stopTelling();
      await engines.close();
      await feed.close();
    },
  };
}

async function tellReceipts(
  { store, vault, databaseUrl }: IntakeUnderTest,
  options: Parameters<typeof createKafkaTelling>[0],
): Promise<() => Promise<void>> {
  const pool = createPool(databaseUrl);
  const projector = await startProjector({ store, pool, vault, projections: [receiptsProjection] });
  const channel = await createKafkaTelling(options);
  const telling = await startTelling({ store, pool, channel, logger: silentLogger, metrics: noMetrics });
  return async () => {
    await telling.stop();
    await channel.close();
    await projector.stop();
    await endPool(pool);
  };
}

const settingsOf = ({ brokers, security }: LocalKafka, username: string) => ({
  brokers,
  clientId: 'throughline-test',
  sasl: { mechanism: 'scram-sha-512', username, password: security?.passwords[username] ?? '' } as const,
  logger: silentLogger,
});
