import { createHash } from 'node:crypto';
import type { FeedMessage } from '#feed';
import { isThroughlineError } from '#platform';
import type { seededDice } from '../../../test/chaos/dice.js';
import type { Receive, TakeBatch } from '../receive/receive.js';

type Dice = ReturnType<typeof seededDice>;

/**
 * Hands messages of one feed out as a group on Kafka would: each key to one partition, each partition to one process, in
 * order and in batches of any size, side by side. The messages keep their place in the feed, where they are read again.
 */
export class Partitions {
  private readonly members: TakeBatch[] = [];

  constructor(
    private readonly partitions: number,
    private readonly dice: Dice,
  ) {}

  /** For `IntakeDeps.receive`: the process takes what this hands out, and nothing from the consumer. */
  readonly join: Receive = async (_consumer, take) => {
    this.members.push(take);
    return { close: async () => undefined };
  };

  /** Resolves when every message was taken. */
  async handOut(messages: readonly FeedMessage[]): Promise<void> {
    const queues = Array.from({ length: this.partitions }, (): FeedMessage[] => []);
    for (const message of messages) queues[this.partitionOf(message)]?.push(message);
    await Promise.all(queues.map((queue, at) => this.drain(queue, at)));
  }

  private async drain(queue: readonly FeedMessage[], partition: number): Promise<void> {
    const take = this.members[partition % this.members.length];
    for (let from = 0; take && from < queue.length;) {
      const upTo = from + 1 + this.dice.below(8);
      await untilTaken(take, queue.slice(from, upTo));
      from = upTo;
    }
  }

  private partitionOf({ topic, key }: FeedMessage): number {
    return createHash('sha256').update(`${topic} ${key}`).digest().readUInt32BE(0) % this.partitions;
  }
}

/** As every feed does it: what failed for a while comes again. */
async function untilTaken(take: TakeBatch, messages: readonly FeedMessage[]): Promise<void> {
  for (;;) {
    try {
      return await take({ messages });
    } catch (error) {
      if (!isThroughlineError(error) || !error.retryable) throw error;
    }
  }
}
