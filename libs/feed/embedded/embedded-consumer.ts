import type pg from 'pg';
import { defect } from '#platform';
import type { FeedBatch, FeedConsumer, FeedConsumerOptions } from '../ports.js';
import { backOffMs } from './back-off.js';
import { Signal } from './signal.js';
import { lagOf, TopicSession, type TopicPartition } from './topic-session.js';

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
  private readonly setbacks = new Map<string, Setback>();
  private running: Promise<void> | undefined;
  /** The turn in which a topic was last taken. */
  private readonly served = new Map<string, number>();
  private turn = 0;
  private stopping = false;
  private lost = false;

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
    this.stopping = true;
    this.wake.raise();
    await this.running;
  }

  lag() {
    return lagOf(this.pool, this.group);
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
        await this.wake.wait(retryInMs);
      }
      await session?.close();
      session = undefined;
    }
    await session?.close();
  }

  private open(): Promise<TopicSession> {
    this.lost = false;
    return TopicSession.open(this.databaseUrl, this.group, {
      wake: () => this.wake.raise(),
      lost: () => {
        this.lost = true;
        this.wake.raise();
      },
    });
  }

  private async consume(session: TopicSession, handler: Handler): Promise<void> {
    const busy = new Map<string, Promise<void>>();
    const failures: unknown[] = [];
    const take = async (topic: TopicPartition) => {
      await this.takeOne(session, topic, handler).catch((error: unknown) => failures.push(error));
      busy.delete(keyOf(topic));
      this.wake.raise();
    };
    try {
      while (!this.stopping && !this.lost && failures.length === 0) {
        for (const topic of await this.due(session, busy)) busy.set(keyOf(topic), take(topic));
        await this.wake.wait(this.pauseMs());
      }
    } finally {
      await Promise.all(busy.values());
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Topics to take now: those longest not served first, so that no long queue holds up a short one. */
  private async due(
    session: TopicSession,
    busy: ReadonlyMap<string, unknown>,
  ): Promise<readonly TopicPartition[]> {
    const room = (this.options.concurrency ?? 1) - busy.size;
    if (room <= 0) return [];
    const servedAt = (topic: TopicPartition) => this.served.get(keyOf(topic)) ?? 0;
    const due = (await session.backlog())
      .filter((topic) => !busy.has(keyOf(topic)) && this.dueInMs(topic) === 0)
      .sort((a, b) => servedAt(a) - servedAt(b))
      .slice(0, room);
    for (const topic of due) this.served.set(keyOf(topic), ++this.turn);
    return due;
  }

  /** One batch of one topic, unless another member of the group has it in hand. */
  private async takeOne(session: TopicSession, topic: TopicPartition, handler: Handler): Promise<void> {
    if (!(await session.lock(topic))) {
      this.setbacks.set(keyOf(topic), { attempt: 0, until: performance.now() + ELSEWHERE_MS });
      return;
    }
    try {
      const { maxMessages = 500, maxBytes = 8 * 1024 * 1024 } = this.options;
      const messages = await session.next(topic, maxMessages, maxBytes);
      const last = messages.at(-1);
      if (last && (await this.handle(topic, messages, handler)))
        await session.commit(topic, last.offset + 1n);
    } finally {
      await session.unlock(topic);
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

const keyOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;
