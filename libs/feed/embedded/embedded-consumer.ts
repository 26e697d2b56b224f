import type pg from 'pg';
import { defect } from '#platform';
import type { FeedBatch, FeedConsumer, FeedConsumerOptions, FeedMembership } from '../ports.js';
import { backOffMs } from './back-off.js';
import { Signal } from './signal.js';
import { lagOf, lateOf, oldestOf, TopicSession } from './topic-session.js';
import { keyOf, TurnOrder, type TopicPartition, type Turn } from './turn-order.js';

type Handler = (batch: FeedBatch) => Promise<void>;
/** How soon a topic is looked at again that another member has in hand. */
const ELSEWHERE_MS = 50;

interface Setback {
  readonly attempt: number;
  readonly until: number;
}

/** One member of a consumer group over the embedded feed. */
export class EmbeddedConsumer implements FeedConsumer {
  private readonly wake = new Signal();
  /** Raised by stopping only: a lost connection that reports late must not cut short the wait before the next try. */
  private readonly halt = new Signal();
  private readonly setbacks = new Map<string, Setback>();
  private running: Promise<void> | undefined;
  private readonly order = new TurnOrder();
  /** When the last message was appended of those that are in hand, by topic. */
  private readonly inHand = new Map<string, Date>();
  private stopping = false;
  private lost = false;
  private joined: FeedMembership = 'none';

  constructor(
    private readonly pool: pg.Pool,
    private readonly databaseUrl: string,
    private readonly group: string,
    private readonly options: FeedConsumerOptions = {},
  ) {}

  async start(handler: Handler): Promise<void> {
    if (this.running) throw defect('FEED.ALREADY_STARTED', 'A feed consumer is started once');
    const session = await this.open();
    this.running = this.run(session, handler);
  }

  async stop(): Promise<void> {
    this.joined = 'none';
    this.stopping = true;
    this.wake.raise();
    this.halt.raise();
    await this.running;
  }

  membership(): FeedMembership {
    return this.joined;
  }

  lag() {
    return lagOf(this.pool, this.group);
  }

  late(before: Date) {
    return lateOf(this.pool, this.group, before);
  }

  oldestWaiting() {
    return oldestOf(this.pool, this.group);
  }

  private async run(first: TopicSession, handler: Handler): Promise<void> {
    let session: TopicSession | undefined = first;
    for (let attempt = 0; !this.stopping;) {
      try {
        session ??= await this.open();
        attempt = 0;
        await this.consume(session, handler);
      } catch (error) {
        const retryInMs = backOffMs(++attempt);
        this.options.onFault?.({ error, attempt, retryInMs });
        await this.halt.wait(retryInMs);
      }
      if (!this.stopping) this.joined = 'joining';
      await session?.close();
      session = undefined;
    }
    await session?.close();
  }

  private async open(): Promise<TopicSession> {
    this.lost = false;
    this.joined = 'joining';
    const session = await TopicSession.open(this.databaseUrl, this.group, {
      wake: () => this.wake.raise(),
      lost: () => {
        this.lost = true;
        this.wake.raise();
      },
    });
    this.joined = 'member';
    return session;
  }

  private async consume(session: TopicSession, handler: Handler): Promise<void> {
    const busy = new Map<string, Promise<void>>();
    const failures: unknown[] = [];
    const take = async (turn: Turn) => {
      await this.takeOne(session, turn, handler).catch((error: unknown) => failures.push(error));
      busy.delete(keyOf(turn));
      this.inHand.delete(keyOf(turn));
      this.wake.raise();
    };
    try {
      while (!this.stopping && !this.lost && failures.length === 0) {
        for (const turn of await this.due(session)) busy.set(keyOf(turn), take(turn));
        await this.wake.wait(this.pauseMs());
      }
    } finally {
      await Promise.all(busy.values());
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Turns to begin now. One that waits to be tried again holds up no other. */
  private async due(session: TopicSession): Promise<readonly Turn[]> {
    const most = this.options.concurrency ?? 1;
    if (this.inHand.size >= most) return [];
    const backlog = (await session.backlog()).filter((topic) => this.dueInMs(topic) === 0);
    const turns: Turn[] = [];
    while (this.inHand.size < most) {
      const waiting = backlog.filter((topic) => !this.inHand.has(keyOf(topic)));
      const turn = this.order.next(waiting, [...this.inHand.values()]);
      const head = waiting.find((each) => turn && keyOf(each) === keyOf(turn));
      if (!turn || !head) break;
      this.inHand.set(keyOf(turn), head.since);
      turns.push(turn);
    }
    return turns;
  }

  /** One batch of one topic, unless another member of the group has it in hand. */
  private async takeOne(session: TopicSession, turn: Turn, handler: Handler): Promise<void> {
    if (!(await session.lock(turn))) {
      this.setbacks.set(keyOf(turn), { attempt: 0, until: performance.now() + ELSEWHERE_MS });
      return;
    }
    try {
      const { maxMessages = 500, maxBytes = 8 * 1024 * 1024 } = this.options;
      const messages = await session.next(turn, maxMessages, maxBytes);
      const last = messages.at(-1);
      if (!last) return;
      this.inHand.set(keyOf(turn), last.appendedAt);
      if (await this.handle(turn, messages, handler)) await session.commit(turn, last.offset + 1n);
    } finally {
      await session.unlock(turn);
    }
  }

  private async handle(
    topic: TopicPartition,
    messages: FeedBatch['messages'],
    handler: Handler,
  ): Promise<boolean> {
    try {
      await handler({ messages });
      this.setbacks.delete(keyOf(topic));
      return true;
    } catch (error) {
      const attempt = (this.setbacks.get(keyOf(topic))?.attempt ?? 0) + 1;
      const retryInMs = backOffMs(attempt);
      this.setbacks.set(keyOf(topic), { attempt, until: performance.now() + retryInMs });
      this.options.onFault?.({ error, topic: topic.topic, attempt, retryInMs });
      return false;
    }
  }

  private dueInMs(topic: TopicPartition): number {
    return Math.max(0, (this.setbacks.get(keyOf(topic))?.until ?? 0) - performance.now());
  }

  /** Until the first topic's back-off is over, or the fallback poll. */
  private pauseMs(): number {
    const now = performance.now();
    const waits = [...this.setbacks.values()].map(({ until }) => until - now).filter((ms) => ms > 0);
    return Math.min(this.options.pollMs ?? 1_000, ...waits);
  }
}
