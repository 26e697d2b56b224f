import type { Kafka, RecordMetadata } from 'kafkajs';
import { invalid, unavailable, type AgencyId } from '#platform';
import { GroupCommit } from '../embedded/group-commit.js';
import type { FeedPosition, FeedWriter, NewFeedMessage } from '../ports.js';
import { topicOf } from '../topic.js';
import { headOf } from './batch-head.js';
import { DurableProducer, MOST_SENT } from './durable-producer.js';
import type { KafkaTopics } from './kafka-topics.js';
import { placed, type Outgoing } from './placing.js';

/** Publishes through an idempotent producer, every copy in sync asked for. */
export class KafkaWriter implements FeedWriter {
  private readonly producer: DurableProducer;
  private readonly group = new GroupCommit<NewFeedMessage, FeedPosition>((messages) => this.append(messages));

  constructor(
    kafka: Kafka,
    private readonly topics: KafkaTopics,
    private readonly agencies: ReadonlySet<AgencyId>,
  ) {
    this.producer = new DurableProducer(kafka);
  }

  async publish(messages: readonly NewFeedMessage[]): Promise<readonly FeedPosition[]> {
    for (const { agency } of messages)
      if (!this.agencies.has(agency))
        throw invalid('FEED.UNKNOWN_AGENCY', 'Only an agency of the directory has a topic', { agency });
    return this.group.add(messages);
  }

  async close(): Promise<void> {
    await this.group.settled();
    await this.producer.close();
  }

  private async append(messages: readonly NewFeedMessage[]): Promise<readonly FeedPosition[]> {
    const positions: FeedPosition[] = [];
    try {
      while (positions.length < messages.length) {
        const rest = messages.slice(positions.length);
        positions.push(...(await this.send(headOf(rest, MOST_SENT.messages, MOST_SENT.bytes))));
      }
      return positions;
    } catch (error) {
      throw unavailable('FEED.UNAVAILABLE', 'The feed could not make the messages durable', error);
    }
  }

  private async send(messages: readonly NewFeedMessage[]): Promise<readonly FeedPosition[]> {
    const outgoing = messages.map(({ agency, ...message }) =>
      placed({ topic: topicOf(agency), ...message }, this.topics.partitionsOf),
    );
    return positionsOf(outgoing, await this.producer.send(outgoing));
  }
}

/** Kafka tells the first offset of each partition; those after it follow in the order sent. */
function positionsOf(
  outgoing: readonly Outgoing[],
  sent: readonly RecordMetadata[],
): readonly FeedPosition[] {
  const next = new Map(
    sent.map(({ topicName, partition, baseOffset }) => [
      `${topicName}/${partition}`,
      BigInt(baseOffset ?? -1),
    ]),
  );
  return outgoing.map(({ topic, partition }) => {
    const offset = next.get(`${topic}/${partition}`);
    if (offset === undefined || offset < 0n) throw new Error('Kafka did not say where the messages lie');
    next.set(`${topic}/${partition}`, offset + 1n);
    return { topic, partition, offset };
  });
}
