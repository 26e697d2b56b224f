import { silentLogger, type AgencyId } from '#platform';
import { createKafkaFeed, ensurePermissions, ensureTopics, type KafkaFeed } from '#feed/kafka';
import type { LocalKafka } from '../../../infra/kafka-local/start-kafka.mjs';
import { startIntakeEngines, type IntakeUnderTest } from '../../../apps/intake/testing/intake-harness.js';
import { until } from '../../support/until.js';
import { principalOf } from './example-events.js';

export interface HubOverKafka {
  readonly feed: KafkaFeed;
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
  const feed = await createKafkaFeed({ ...settingsOf(kafka, 'hub'), agencies });
  const intake = await engines.startIntake({ feed });
  return {
    feed,
    engines,
    settled: async () => {
      const waiting = async () => [...(await intake.lag()).values()];
      await until(async () => (await waiting()).every((count) => count === 0), { what: 'empty topics' });
    },
    async close() {
      await engines.close();
      await feed.close();
    },
  };
}

export const settingsOf = ({ brokers, security }: LocalKafka, username: string) => ({
  brokers,
  clientId: 'throughline-test',
  sasl: { mechanism: 'scram-sha-512', username, password: security?.passwords[username] ?? '' } as const,
  logger: silentLogger,
});
