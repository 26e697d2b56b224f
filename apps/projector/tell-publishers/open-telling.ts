import { createKafkaTelling } from '#feed/kafka';
import { kafkaSettings, stillWaits, type PartContext, type Stores } from '#runtime';
import { startTelling } from './start-telling.js';

export interface TellingOpening extends Pick<
  PartContext,
  'settings' | 'directory' | 'logger' | 'metrics' | 'checks' | 'shutdown'
> {
  readonly stores: Pick<Stores, 'pool' | 'store'>;
}

/** Tells publishers over Kafka, where it is configured; with the embedded feed they ask over HTTP. */
export async function openTelling(opening: TellingOpening): Promise<void> {
  const { stores, settings, directory, logger, metrics, checks, shutdown } = opening;
  if (!settings.kafka) return;
  const agencies = directory.agencies.map(({ id }) => id);
  const kafka = await kafkaSettings(settings.kafka, logger);
  const channel = await stillWaits(logger, 'feed', () => createKafkaTelling({ ...kafka, agencies }));
  shutdown.add('receipts-channel', () => channel.close());
  const telling = await startTelling({ ...stores, channel, logger, metrics });
  shutdown.add('tell-publishers', () => telling.stop());
  checks.register('receipts-told', async () => telling.status().state !== 'stopped');
}
