import type { ClientDuplexStream } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { readAppendReply } from '../client/append-messages.js';
import type { Connection } from '../client/connection.js';
import { asStoreError, lost } from '../client/errors.js';
import { withRetry, type RetryOptions } from '../client/with-retry.js';
import type { AppendOutcome } from '../ports.js';
import { rawAppendFrame, type RawAppend } from './raw-append-frame.js';

export type AppendRaw = (append: RawAppend) => Promise<AppendOutcome>;

/** One try; a server silent for so long is taken for gone. */
const TRY_MS = 10_000;

/** Many appends in the air over one call, opened again when it breaks; trying again is safe, because ids are kept. */
export function createRawAppender(connection: Connection, retry: RetryOptions): AppendRaw {
  let session: Promise<Session> | undefined;
  const forget = (ended: Promise<Session>) => {
    if (session === ended) session = undefined;
  };
  // One promise for all who wait for it: a server takes no more than so many calls at once, and these stay open.
  const current = (): Promise<Session> => {
    if (session) return session;
    const opening: Promise<Session> = connection
      .batchAppend()
      .then((call) => new Session(call, () => forget(opening)));
    opening.catch(() => forget(opening));
    return (session = opening);
  };
  return (append) =>
    withRetry(retry, async (remainingMs) => (await current()).send(append, Math.min(TRY_MS, remainingMs)));
}

interface Waiting {
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: Error) => void;
}

class Session {
  readonly #waiting = new Map<string, Waiting>();
  #broken: Error | undefined;

  constructor(
    private readonly call: ClientDuplexStream<Buffer, Buffer>,
    private readonly onBreak: () => void,
  ) {
    call.on('data', (frame: Buffer) => this.#settle(frame));
    call.on('error', (error) => this.#break(asStoreError(error)));
    call.on('end', () => this.#break(lost()));
    call.on('close', () => this.#break(lost()));
  }

  send(append: RawAppend, timeoutMs: number): Promise<AppendOutcome> {
    if (this.#broken) return Promise.reject(this.#broken);
    const correlation = randomUUID();
    const timer = setTimeout(() => this.call.cancel(), timeoutMs);
    const answer = new Promise<AppendOutcome>((resolve, reject) => {
      this.#waiting.set(correlation, { resolve, reject });
      this.call.write(rawAppendFrame(correlation, append, timeoutMs));
    });
    return answer.finally(() => clearTimeout(timer));
  }

  #settle(frame: Buffer): void {
    const reply = readAppendReply(frame);
    const waiting = this.#waiting.get(reply.correlation);
    this.#waiting.delete(reply.correlation);
    try {
      waiting?.resolve(reply.outcome());
    } catch (error) {
      waiting?.reject(asStoreError(error));
    }
  }

  #break(error: Error): void {
    this.#broken ??= error;
    this.onBreak();
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
