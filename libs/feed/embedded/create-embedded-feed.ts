import type pg from 'pg';
import { unavailable, type AgencyId } from '#platform';
import type { Feed, FeedConsumerOptions } from '../ports.js';
import { EmbeddedConsumer } from './embedded-consumer.js';
import { createEmbeddedLookup, createEmbeddedReader } from './embedded-reader.js';
import { createEmbeddedWriter } from './embedded-writer.js';
import { migrateFeed } from './migrate-feed.js';
import { pruneFeed } from './prune-feed.js';

export interface EmbeddedFeedOptions {
  /** For publishing and reading; not closed by the feed. */
  readonly pool: pg.Pool;
  /** For connections that consumers hold: locks, wake-ups, offsets. */
  readonly databaseUrl: string;
  /** Those that may publish. */
  readonly agencies: readonly AgencyId[];
}

export interface EmbeddedFeed extends Feed {
  /** Forgets messages taken before `cutoff` that every group has committed; how many. */
  prune(cutoff: Date): Promise<number>;
}

/** The agency feed as a table of PostgreSQL (schema `feed`); migrates it first. */
export async function createEmbeddedFeed(options: EmbeddedFeedOptions): Promise<EmbeddedFeed> {
  await migrateFeed(options.databaseUrl);
  const writer = createEmbeddedWriter(options.pool, new Set(options.agencies));
  const consumers: EmbeddedConsumer[] = [];
  return {
    writer,
    reader: createEmbeddedReader(options.pool),
    lookup: createEmbeddedLookup(options.pool),
    consumer(group: string, choices: FeedConsumerOptions = {}) {
      const consumer = new EmbeddedConsumer(options.pool, options.databaseUrl, group, choices);
      consumers.push(consumer);
      return consumer;
    },
    check: () => checkFeed(options.pool),
    prune: (cutoff) => pruneFeed(options.pool, cutoff),
    async close() {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await writer.settled();
    },
  };
}

const checkFeed = (pool: pg.Pool): Promise<void> =>
  pool.query('select from feed.topics limit 1').then(
    () => undefined,
    (error: unknown) => {
      throw unavailable('FEED.UNAVAILABLE', 'The database of the feed does not answer', error);
    },
  );
