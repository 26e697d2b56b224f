/** One partition of an agency's topic. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** One with messages to take. */
export interface Waiting extends TopicPartition {
  /** When its next message was appended. */
  readonly since: Date;
}

export interface Turn extends TopicPartition {
  /** How far the batch may reach in append time; undefined where nothing else waits. */
  readonly until: Date | undefined;
}

export const keyOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

/** Messages appended this close together, in ms, count as appended at the same time. */
export const SAME_TIME_MS = 250;
/** Each so manyth turn is given regardless of time, so that no long queue holds up a short one. */
const OUT_OF_TIME_EVERY = 3;

/**
 * Whose turn it is: nearly in the order in which messages were appended, whatever the topic, because an agreement that
 * one agency sent earlier should be known before another's items that rely on it.
 */
export class TurnOrder {
  /** The turn in which a topic was last taken. */
  private readonly served = new Map<string, number>();
  private turn = 0;

  /**
   * `inHand`: for each topic being taken, when the last message in hand was appended. Undefined where those that wait
   * are too far ahead of one in hand.
   */
  next(waiting: readonly Waiting[], inHand: readonly Date[]): Turn | undefined {
    const reach = limitOf([...waiting.map(({ since }) => since), ...inHand]);
    const anyone = (this.turn + 1) % OUT_OF_TIME_EVERY === 0;
    const [first] = waiting
      .filter(({ since }) => anyone || reach === undefined || since <= reach)
      .sort((a, b) => this.servedAt(a) - this.servedAt(b) || a.since.getTime() - b.since.getTime());
    if (!first) return undefined;
    this.served.set(keyOf(first), ++this.turn);
    const others = waiting.filter((each) => each !== first).map(({ since }) => since);
    const { topic, partition } = first;
    return { topic, partition, until: limitOf([...others, ...inHand]) };
  }

  private servedAt(topic: TopicPartition): number {
    return this.served.get(keyOf(topic)) ?? 0;
  }
}

function limitOf(times: readonly Date[]): Date | undefined {
  if (times.length === 0) return undefined;
  return new Date(Math.min(...times.map((time) => time.getTime())) + SAME_TIME_MS);
}
