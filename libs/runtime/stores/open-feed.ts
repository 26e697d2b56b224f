import type { Pool } from 'pg';
import { createEmbeddedFeed, type Feed } from '#feed';
import { createKafkaFeed } from '#feed/kafka';
import { kafkaSettings } from './kafka-settings.js';
import type { Opening } from './opening.js';
import { stillWaits } from './still-waits.js';

type FeedOpening = Pick<Opening, 'databaseUrl' | 'kafka' | 'directory' | 'logger' | 'shutdown'>;

/** The agencies' feed: Kafka where its brokers are named, else a table of the database. Throws `FEED.TOPICS_MISSING`. */
export async function openFeed(opening: FeedOpening, pool: Pool): Promise<Feed> {
  const { databaseUrl, kafka, directory, logger, shutdown } = opening;
  const agencies = directory.agencies.map(({ id }) => id);
  const settings = kafka && (await kafkaSettings(kafka, logger));
  const feed = settings
    ? await stillWaits(logger, 'feed', () => createKafkaFeed({ ...settings, agencies }))
    : await createEmbeddedFeed({ pool, databaseUrl, agencies });
  shutdown.add('feed', () => feed.close());
  return feed;
}
