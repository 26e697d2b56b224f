import kafkajs, { type Kafka, type Producer, type RecordMetadata } from 'kafkajs';
import { invalid, unavailable, type AgencyId } from '#platform';
import { GroupCommit } from '../embedded/group-commit.js';
import type { FeedPosition, FeedWriter, NewFeedMessage } from '../ports.js';
import { topicOf } from '../topic.js';
import { headOf } from './batch-head.js';
import type { KafkaTopics } from './kafka-topics.js';

/** Half of what a topic takes as one record batch, which leaves room for keys and headers. */
const MAX_SEND_BYTES = 4 * 1024 * 1024;
const partitioner = kafkajs.Partitioners.DefaultPartitioner();

interface Placed {
  readonly topic: string;
  readonly partition: number;
  readonly message: NewFeedMessage;
}

/** Publishes through an idempotent producer, every copy in sync asked for. */
export class KafkaWriter implements FeedWriter {
  private producer: Promise<Producer> | undefined;
  private readonly group = new GroupCommit<NewFeedMessage, FeedPosition>((messages) => this.append(messages));

  constructor(
    private readonly kafka: Kafka,
    private readonly topics: KafkaTopics,
    private readonly agencies: ReadonlySet<AgencyId>,
  ) {}

  async publish(messages: readonly NewFeedMessage[]): Promise<readonly FeedPosition[]> {
    for (const { agency } of messages)
      if (!this.agencies.has(agency))
        throw invalid('FEED.UNKNOWN_AGENCY', 'Only an agency of the directory has a topic', { agency });
    return this.group.add(messages);
  }

  async close(): Promise<void> {
    await this.group.settled();
    await this.drop();
  }

  private async append(messages: readonly NewFeedMessage[]): Promise<readonly FeedPosition[]> {
    const positions: FeedPosition[] = [];
    try {
      while (positions.length < messages.length) {
        const rest = messages.slice(positions.length);
        positions.push(...(await this.send(headOf(rest, rest.length, MAX_SEND_BYTES))));
      }
      return positions;
    } catch (error) {
      await this.drop();
      throw unavailable('FEED.UNAVAILABLE', 'The feed could not make the messages durable', error);
    }
  }

  private async send(messages: readonly NewFeedMessage[]): Promise<readonly FeedPosition[]> {
    const placed = messages.map((message) => this.place(message));
    const producer = await (this.producer ??= this.connect());
    const sent = await producer.sendBatch({ acks: -1, topicMessages: byTopic(placed) });
    return positionsOf(placed, sent);
  }

  private place(message: NewFeedMessage): Placed {
    const topic = topicOf(message.agency);
    const partitionMetadata = Array.from({ length: this.topics.partitionsOf.get(topic) ?? 1 }, (_, at) => ({
      partitionErrorCode: 0,
      partitionId: at,
      leader: 0,
      replicas: [],
      isr: [],
    }));
    const { key, value } = message;
    return { topic, partition: partitioner({ topic, partitionMetadata, message: { key, value } }), message };
  }

  private async connect(): Promise<Producer> {
    const retry = { initialRetryTime: 100, maxRetryTime: 2_000, retries: 4 };
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, retry });
    await producer.connect();
    return producer;
  }

  /** A failed producer's sequence numbers are no longer the broker's: the next publish begins with a new one. */
  private async drop(): Promise<void> {
    const producer = this.producer;
    this.producer = undefined;
    await producer?.then((each) => each.disconnect()).catch(() => undefined);
  }
}

function byTopic(placed: readonly Placed[]) {
  const topics = new Map<
    string,
    { key: string; value: Buffer; headers: Record<string, string>; partition: number }[]
  >();
  for (const { topic, partition, message } of placed) {
    const { key, value, headers } = message;
    const messages = topics.get(topic) ?? [];
    messages.push({ key, value, headers: { ...headers }, partition });
    topics.set(topic, messages);
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages }));
}

/** Kafka tells the first offset of each partition; those after it follow in the order sent. */
function positionsOf(placed: readonly Placed[], sent: readonly RecordMetadata[]): readonly FeedPosition[] {
  const next = new Map(
    sent.map(({ topicName, partition, baseOffset }) => [
      `${topicName}/${partition}`,
      BigInt(baseOffset ?? -1),
    ]),
  );
  return placed.map(({ topic, partition }) => {
    const offset = next.get(`${topic}/${partition}`);
    if (offset === undefined || offset < 0n) throw new Error('Kafka did not say where the messages lie');
    next.set(`${topic}/${partition}`, offset + 1n);
    return { topic, partition, offset };
  });
}
