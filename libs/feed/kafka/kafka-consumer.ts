import type { Admin, EachBatchPayload, Kafka } from 'kafkajs';
import { defect } from '#platform';
import { backOffMs } from '../embedded/back-off.js';
import type { FeedBatch, FeedConsumer, FeedConsumerOptions, FeedMembership, FeedMessage } from '../ports.js';
import { headOf } from './batch-head.js';
import { commitsOfSession, type Commits } from './commits.js';
import { GroupSession } from './group-session.js';
import { beatWhile } from './heartbeats.js';
import { feedMessage } from './kafka-message.js';
import { lagOf, lateOf } from './kafka-lag.js';
import { KeptPlaces } from './kept-places.js';
import { missingAmong, type KafkaTopics } from './kafka-topics.js';
import { Overtaking } from './overtaking.js';

type Handler = (batch: FeedBatch) => Promise<void>;
const LONGEST_FETCH_MS = 500;

/** One member of a consumer group over Kafka. */
export class KafkaFeedConsumer implements FeedConsumer {
  private readonly attempts = new Map<string, number>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly stopped = new AbortController();
  private readonly stopping = aborted(this.stopped.signal);
  private readonly kept: KeptPlaces;
  private session: GroupSession | undefined;
  private overtaking: Overtaking | undefined;
  private joined: FeedMembership = 'none';
  private running: Promise<void> | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly admin: Admin,
    private readonly topics: KafkaTopics,
    private readonly groupId: string,
    private readonly options: FeedConsumerOptions,
  ) {
    this.kept = new KeptPlaces(options.taken);
  }

  readonly lag = () => lagOf(this.admin, this.topics, this.groupId);
  readonly late = (before: Date) => lateOf(this.admin, this.topics, this.groupId, before);

  async start(handler: Handler): Promise<void> {
    if (this.running) throw defect('FEED.ALREADY_STARTED', 'A feed consumer is started once');
    const opened = this.open(handler);
    this.running = opened.then(
      (session) => this.keep(session, handler),
      () => undefined,
    );
    await opened;
  }

  membership(): FeedMembership {
    return this.joined;
  }

  async stop(): Promise<void> {
    this.joined = 'none';
    this.overtaking?.stop();
    this.stopped.abort();
    for (const timer of this.timers) clearTimeout(timer);
    await this.session?.close();
    await this.running;
    await this.kept.whole().catch((error: unknown) => this.options.onUnwatched?.(error));
  }

  private async open(handler: Handler): Promise<GroupSession> {
    const { concurrency = 1, pollMs = LONGEST_FETCH_MS } = this.options;
    this.joined = 'joining';
    const commits = commitsOfSession();
    const overtaking = this.watch();
    this.session = await GroupSession.open(this.kafka, {
      groupId: this.groupId,
      topics: [...this.topics.agencyOf.keys()],
      concurrency,
      maxWaitMs: Math.min(pollMs, LONGEST_FETCH_MS),
      eachBatch: (payload) => this.take(payload, handler, { commits, overtaking }),
      joined: (places, session) => overtaking.begin(places, session),
      // Otherwise such a mark would count as waiting until the next message comes.
      passedOver: (place, last) => {
        overtaking.passed({ ...place, offset: last + 1n });
        void this.session?.commit({ ...place, offset: last + 1n });
      },
    });
    this.joined = 'member';
    return this.session;
  }

  private watch(): Overtaking {
    const { admin, topics, groupId, kept } = this;
    this.overtaking?.stop();
    this.overtaking = new Overtaking({
      ...{ admin, topics, groupId, kept },
      tell: (overtaken) => this.options.onOvertaken?.(overtaken),
      unwatched: (error) => this.options.onUnwatched?.(error),
    });
    return this.overtaking;
  }

  /** Opens a new session whenever the one before it crashed, until stopped. */
  private async keep(first: GroupSession, handler: Handler): Promise<void> {
    let session: GroupSession | undefined = first;
    for (let attempt = 0; !this.stopped.signal.aborted;) {
      try {
        session ??= await this.open(handler);
        const since = performance.now();
        const error = await Promise.race([session.crashed, this.stopping]);
        if (this.stopped.signal.aborted) break;
        if (performance.now() - since > 60_000) attempt = 0;
        await this.lost(error, ++attempt);
      } catch (error) {
        await this.lost(error, ++attempt);
      }
      await session?.close();
      session = undefined;
    }
    await session?.close();
  }

  private async lost(error: unknown, attempt: number): Promise<void> {
    const retryInMs = backOffMs(attempt);
    this.joined = 'joining';
    this.overtaking?.stop();
    const missing = await missingAmong(this.admin, [...this.topics.agencyOf.keys()], error);
    this.options.onFault?.({ error: missing ?? error, attempt, retryInMs });
    await Promise.race([this.wait(retryInMs), this.stopping]);
  }

  private wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.later(resolve, ms));
  }

  private later(action: () => void, ms: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      action();
    }, ms);
    this.timers.add(timer);
  }

  private async take(
    payload: EachBatchPayload,
    handler: Handler,
    { commits, overtaking }: { readonly commits: Commits; readonly overtaking: Overtaking },
  ): Promise<void> {
    if (this.stopped.signal.aborted || payload.isStale()) return;
    const messages = this.headOf(payload.batch);
    const [first, last] = [messages.at(0), messages.at(-1)];
    if (!first || !last) return;
    const whole = () => overtaking.before(first).then(() => handler({ messages }));
    if (!(await this.handle(payload, whole))) return;
    const { topic, partition } = last;
    const isWhole = messages.length === payload.batch.messages.length;
    // With the marks that close a transaction, which are not among the messages.
    const upTo = isWhole ? BigInt(payload.batch.lastOffset()) : last.offset;
    await commits.add([{ payload, topic, partition, offset: String(upTo + 1n) }]);
    payload.resolveOffset(String(upTo));
    overtaking.passed({ topic, partition, offset: upTo + 1n, at: last.appendedAt });
  }

  private headOf({ topic, partition, messages }: EachBatchPayload['batch']): readonly FeedMessage[] {
    const agency = this.topics.agencyOf.get(topic);
    if (!agency) throw defect('FEED.UNKNOWN_TOPIC', 'Kafka handed over a topic that was not asked for');
    const { maxMessages = 500, maxBytes = 8 * 1024 * 1024 } = this.options;
    const first = messages
      .slice(0, maxMessages)
      .map((each) => feedMessage({ topic, partition, agency }, each));
    return headOf(first, maxMessages, maxBytes);
  }

  private async handle(payload: EachBatchPayload, handled: () => Promise<void>): Promise<boolean> {
    const { topic, partition } = payload.batch;
    const key = `${topic}/${partition}`;
    try {
      await beatWhile(handled(), () => payload.heartbeat());
      this.attempts.delete(key);
      return true;
    } catch (error) {
      const attempt = (this.attempts.get(key) ?? 0) + 1;
      const retryInMs = backOffMs(attempt);
      this.attempts.set(key, attempt);
      if (!this.stopped.signal.aborted) this.later(payload.pause(), retryInMs);
      this.options.onFault?.({ error, topic, attempt, retryInMs });
      return false;
    }
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
