import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createDemoDirectory, loadAgencyDirectory, type AgencyDirectory } from '#access';
import type { KafkaSettings } from '#feed/kafka';
import { invalid } from '#platform';
import type { Settings } from '#platform/config';
import { createLogger } from '#platform/logging';
import { kafkaSettings } from '#runtime';

/** Throws `CONFIG.INVALID` where no Kafka is configured. */
export async function kafkaOf({ kafka, logLevel }: Settings): Promise<KafkaSettings> {
  if (!kafka)
    throw invalid('CONFIG.INVALID', 'Say where Kafka is: KAFKA_BROKERS, in the environment or in .env.');
  return kafkaSettings(kafka, createLogger({ level: logLevel }));
}

/** As configured, else the demonstration's: those of this data folder where they were made already. */
export async function directoryOf({ agenciesFile, dataDir }: Settings): Promise<AgencyDirectory> {
  const made = join(dataDir, 'demo', 'agencies.json');
  if (agenciesFile) return loadAgencyDirectory(agenciesFile);
  return existsSync(made) ? loadAgencyDirectory(made) : (await createDemoDirectory()).directory;
}
