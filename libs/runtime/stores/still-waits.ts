import type { Logger } from '#platform';

const SENTENCES = {
  database: 'Still waits for the database: does what DATABASE_URL names answer?',
  feed: 'Still waits for Kafka: do the brokers of KAFKA_BROKERS answer?',
  'event-store':
    'Still waits for the event store: does what EVENTSTORE_URL names answer, and is all of it read yet?',
  'feed-group': 'Still waits for its share of the feed: others may be ending, or the brokers still load',
} as const;

/** As `/health/ready` calls it. */
export type WaitedFor = keyof typeof SENTENCES;

const TIMES = { firstMs: 3_000, thenMs: 10_000 };

/** Says what a start waits for as soon as that takes longer than it should, and again while it lasts. */
export async function stillWaits<T>(
  logger: Logger,
  on: WaitedFor | (() => WaitedFor),
  work: () => Promise<T>,
  { firstMs, thenMs } = TIMES,
): Promise<T> {
  const began = performance.now();
  const say = () => {
    const part = typeof on === 'string' ? on : on();
    logger.warn(SENTENCES[part], { part, ms: Math.round(performance.now() - began) });
    timer = setTimeout(say, thenMs);
  };
  let timer = setTimeout(say, firstMs);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
