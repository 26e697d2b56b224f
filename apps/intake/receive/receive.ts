import type { FeedBatch, FeedConsumer } from '#feed';

export type TakeBatch = (batch: FeedBatch) => Promise<void>;

/** Brings the consumer's batches to whoever takes them. Resolves when batches can come. */
export type Receive = (consumer: FeedConsumer, take: TakeBatch) => Promise<Receiving>;

export interface Receiving {
  /** Stops after the batch in hand. */
  close(): Promise<void>;
}

/** Without a framework in between. */
export const receiveDirectly: Receive = async (consumer, take) => {
  await consumer.start(take);
  return { close: () => consumer.stop() };
};
