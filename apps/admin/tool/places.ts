import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createDemoDirectory, loadAgencyDirectory, type AgencyDirectory } from '#access';
import type { KafkaSettings } from '#feed/kafka';
import { invalid, silentLogger } from '#platform';
import type { Settings } from '#platform/config';
import { kafkaSettings } from '#runtime';

/** Quiet: what fails is told in one sentence. Throws `CONFIG.INVALID` where no Kafka is configured. */
export async function kafkaOf({ kafka }: Settings): Promise<KafkaSettings> {
  if (!kafka)
    throw invalid('CONFIG.INVALID', 'Say where Kafka is: KAFKA_BROKERS, in the environment or in .env.');
  return kafkaSettings(kafka, silentLogger);
}

/** As configured, else the demonstration's: those of this data folder where they were made already. */
export async function directoryOf({ agenciesFile, dataDir }: Settings): Promise<AgencyDirectory> {
  const made = join(dataDir, 'demo', 'agencies.json');
  if (agenciesFile) return loadAgencyDirectory(agenciesFile);
  return existsSync(made) ? loadAgencyDirectory(made) : (await createDemoDirectory()).directory;
}
