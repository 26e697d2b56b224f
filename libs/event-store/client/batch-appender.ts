import type { Logger } from '#platform';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import type { Append, AppendOutcome } from '../ports.js';
import { appendFrames, readAppendReply } from './append-messages.js';
import type { Connection } from './connection.js';
import { asStoreError, isLeaderless, lost } from './errors.js';
import { within } from './within.js';

interface Waiting {
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** Sends appends over one BatchAppend call and opens a new one when it breaks. Each has its own table of appends. */
export class BatchAppender {
  #session: Promise<Session> | undefined;
  /** The same, once it is open. */
  #open: Session | undefined;
  #closing = false;

  constructor(
    private readonly connection: Connection,
    private readonly logger: Logger,
  ) {}

  /** From now on a call that ends was meant to end. */
  close(): void {
    this.#closing = true;
  }

  /** One try. Rejects with `EVENT_STORE.UNAVAILABLE` when the outcome is unknown. */
  async append(append: Append, timeoutMs: number): Promise<AppendOutcome> {
    const session = this.#open ?? (await within({ ms: timeoutMs }, this.#current()));
    return session.send(append, timeoutMs);
  }

  /** One promise for all who wait for it, so that they go on in the order in which they came. */
  #current(): Promise<Session> {
    if (this.#session) return this.#session;
    const opening: Promise<Session> = this.connection
      .batchAppend()
      .then((call) => this.#begin(call, () => this.#lose(opening)))
      .catch((error: unknown) => {
        this.#forget(opening);
        throw asStoreError(error);
      });
    this.#session = opening;
    return opening;
  }

  #begin(call: ClientDuplexStream<Buffer, Buffer>, onBreak: () => void): Session {
    return (this.#open = new Session(call, onBreak, () => void this.connection.leave()));
  }

  #lose(session: Promise<Session>): void {
    if (this.#session !== session) return;
    if (!this.#closing) this.logger.warn('The connection for appends broke; the next append opens another');
    this.#forget(session);
  }

  #forget(session: Promise<Session>): void {
    if (this.#session === session) this.#session = this.#open = undefined;
  }
}

class Session {
  readonly #waiting = new Map<string, Waiting>();
  #broken: Error | undefined;
  #heardAt = 0;

  constructor(
    private readonly call: ClientDuplexStream<Buffer, Buffer>,
    private readonly onBreak: () => void,
    private readonly onSilence: () => void,
  ) {
    call.on('data', (frame: Buffer) => this.#settle(frame));
    call.on('error', (error) => this.#break(asStoreError(error)));
    call.on('end', () => this.#break(lost()));
    call.on('close', () => this.#break(lost()));
  }

  send(append: Append, timeoutMs: number): Promise<AppendOutcome> {
    if (this.#broken) return Promise.reject(this.#broken);
    const correlation = randomUUID();
    return new Promise<AppendOutcome>((resolve, reject) => {
      const sentAt = performance.now();
      const timer = setTimeout(() => this.#giveUp(correlation, sentAt), timeoutMs);
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          settle(value);
        };
      this.#waiting.set(correlation, { resolve: settled(resolve), reject: settled(reject) });
      for (const frame of appendFrames(correlation, append, timeoutMs)) this.call.write(frame);
    });
  }

  /** A server that said nothing at all meanwhile is taken for gone: the call is left, and all that waits on it. */
  #giveUp(correlation: string, sentAt: number): void {
    const waiting = this.#waiting.get(correlation);
    this.#waiting.delete(correlation);
    waiting?.reject(lost());
    if (this.#heardAt > sentAt) return;
    this.onSilence();
    this.call.cancel();
  }

  #settle(frame: Buffer): void {
    this.#heardAt = performance.now();
    const reply = readAppendReply(frame);
    const waiting = this.#waiting.get(reply.correlation);
    if (!waiting) return;
    this.#waiting.delete(reply.correlation);
    try {
      waiting.resolve(reply.outcome());
    } catch (cause) {
      const error = asStoreError(cause);
      waiting.reject(error);
      if (isLeaderless(error)) this.call.cancel();
    }
  }

  #break(error: Error): void {
    this.#broken ??= error;
    this.onBreak();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}
