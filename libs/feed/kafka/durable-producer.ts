import kafkajs, { type Kafka, type Message, type Producer, type RecordMetadata } from 'kafkajs';

/**
 * Sent together at most. Bytes: half of what a topic takes as one record batch, which leaves room for keys and headers.
 * Messages: kafkajs takes time with their square, 27 s for 60,000.
 */
export const MOST_SENT = { messages: 2_000, bytes: 4 * 1024 * 1024 };
/** Murmur2 over the key, as Java's own client has it. */
export const partitionerOf = kafkajs.Partitioners.DefaultPartitioner;

export interface Outgoing {
  readonly topic: string;
  /** By the key where absent. */
  readonly partition?: number;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer;
}

/** An idempotent producer that asks for every copy in sync, and begins anew after a failure. */
export class DurableProducer {
  private producer: Promise<Producer> | undefined;

  constructor(private readonly kafka: Kafka) {}

  /** Together no more than `MOST_SENT`. Where it throws, some of the messages may have been taken. */
  async send(messages: readonly Outgoing[]): Promise<readonly RecordMetadata[]> {
    try {
      const producer = await (this.producer ??= this.connect());
      return await producer.sendBatch({ acks: -1, topicMessages: byTopic(messages) });
    } catch (error) {
      // A failed producer's sequence numbers are no longer the broker's.
      await this.close();
      throw error;
    }
  }

  /** The next message opens it again. */
  async close(): Promise<void> {
    const producer = this.producer;
    this.producer = undefined;
    await producer?.then((each) => each.disconnect()).catch(() => undefined);
  }

  private async connect(): Promise<Producer> {
    const retry = { initialRetryTime: 100, maxRetryTime: 2_000, retries: 4 };
    const choices = { idempotent: true, maxInFlightRequests: 1, createPartitioner: partitionerOf, retry };
    const producer = this.kafka.producer(choices);
    await producer.connect();
    return producer;
  }
}

function byTopic(outgoing: readonly Outgoing[]): { topic: string; messages: Message[] }[] {
  const topics = new Map<string, Message[]>();
  for (const { topic, headers, ...message } of outgoing) {
    const messages = topics.get(topic) ?? [];
    messages.push({ ...message, headers: { ...headers } });
    topics.set(topic, messages);
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages }));
}
