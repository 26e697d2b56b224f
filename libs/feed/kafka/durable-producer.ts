import type { Kafka, Message, Producer, RecordMetadata } from 'kafkajs';
import { placeOf } from './place.js';
import { createPartitioner, type Outgoing } from './placing.js';

/**
 * Sent together at most. Bytes: half of what a topic takes as one record batch.
 * Messages: kafkajs takes time with their square, 27 s for 60,000.
 */
export const MOST_SENT = { messages: 2_000, bytes: 4 * 1024 * 1024 };

/** An idempotent producer that asks for every copy in sync, and begins anew after a failure. */
export class DurableProducer {
  private producer: Promise<Producer> | undefined;

  constructor(private readonly kafka: Kafka) {}

  /** Together no more than `MOST_SENT`. Where it throws, some of the messages may have been taken. */
  async send(messages: readonly Outgoing[]): Promise<readonly RecordMetadata[]> {
    try {
      const producer = await (this.producer ??= this.connect());
      const taken = await producer.sendBatch({ acks: -1, topicMessages: byTopic(messages) });
      requireAll(messages, taken);
      return taken;
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
    const producer = this.kafka.producer({
      idempotent: true,
      // A topic that was deleted would come back by being named, with what settings and permissions the broker pleases.
      allowAutoTopicCreation: false,
      ...{ maxInFlightRequests: 1, createPartitioner, retry },
    });
    await producer.connect();
    return producer;
  }
}

/**
 * kafkajs asks each broker once. What it tries again after a broker handed over a partition goes to the next leader, and
 * where that one has answered for others already, kafkajs sends nothing and tells of success.
 */
function requireAll(messages: readonly Outgoing[], taken: readonly RecordMetadata[]): void {
  const answered = new Set(taken.map(({ topicName: topic, partition }) => placeOf({ topic, partition })));
  if (!messages.every((message) => answered.has(placeOf(message))))
    throw new Error('Kafka did not answer for every partition');
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
