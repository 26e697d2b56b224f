import type pg from 'pg';
import { defect } from '#platform';
import type { FeedBatch, FeedConsumer, FeedConsumerOptions } from '../ports.js';
import { backOffMs } from './back-off.js';
import { Signal } from './signal.js';
import { lagOf, TopicSession, type TopicPartition } from './topic-session.js';

type Handler = (batch: FeedBatch) => Promise<void>;
interface Setback {
  readonly attempt: number;
  readonly until: number;
}

/** One member of a consumer group over the embedded feed. */
export class EmbeddedConsumer implements FeedConsumer {
  private readonly wake = new Signal();
  private readonly setbacks = new Map<string, Setback>();
  private running: Promise<void> | undefined;
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
    while (!this.stopping && !this.lost) {
      const due = (await session.backlog()).filter((topic) => this.dueInMs(topic) === 0);
      let handled = 0;
      for (const topic of due) {
        if (this.stopping) return;
        if (await this.takeOne(session, topic, handler)) handled++;
      }
      if (handled === 0) await this.wake.wait(this.pauseMs());
    }
  }

  /** One batch of one topic; true where a batch was handled and committed. */
  private async takeOne(session: TopicSession, topic: TopicPartition, handler: Handler): Promise<boolean> {
    if (!(await session.lock(topic))) return false;
    try {
      const { maxMessages = 500, maxBytes = 8 * 1024 * 1024 } = this.options;
      const messages = await session.next(topic, maxMessages, maxBytes);
      const last = messages.at(-1);
      if (!last || !(await this.handle(topic, messages, handler))) return false;
      await session.commit(topic, last.offset + 1n);
      return true;
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
