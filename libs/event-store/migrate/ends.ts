import { ErrorType, EventStoreDBClient } from '@eventstore/db-client';
import { readAddress } from '../client/address.js';
import { Connection } from '../client/connection.js';
import { asStoreError } from '../client/errors.js';
import { readLastRequest } from '../client/read-messages.js';
import { readEvents } from '../client/reads.js';
import { withRetry, type RetryOptions } from '../client/with-retry.js';
import type { RawEvent } from './raw-event.js';
import { createRawAppender, type AppendRaw } from './raw-appender.js';
import { readRawAll, readRawStream } from './read-raw.js';

/** One of the two servers. Every call throws `EVENT_STORE.UNAVAILABLE` once its deadline is over. */
export interface End {
  readAll(options: {
    after?: bigint | undefined;
    maxBatch: number;
    signal?: AbortSignal | undefined;
  }): AsyncIterable<readonly RawEvent[]>;
  readStream(stream: string): Promise<readonly RawEvent[]>;
  headPosition(): Promise<bigint>;
  readonly append: AppendRaw;
  /** Bars a stream for good; no error where it is barred already. */
  tombstone(stream: string): Promise<void>;
  close(): Promise<void>;
}

export interface EndOptions {
  readonly url: string;
  /** How long the server may stay away. Default 15,000 ms. */
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 15_000;

export function openEnd({ url, deadlineMs = DEADLINE_MS }: EndOptions): End {
  const connection = new Connection(url);
  const client = EventStoreDBClient.connectionString(readAddress(url).url);
  const explain = (cause: unknown) => connection.explain(cause);
  const retry: RetryOptions = { deadlineMs, explain, signal: new AbortController().signal };
  return {
    readAll: (options) => readRawAll(connection, { ...options, deadlineMs }),
    readStream: (stream) => withRetry(retry, (leftMs) => readRawStream(connection, stream, leftMs)),
    async headPosition() {
      const [last] = await withRetry(retry, (leftMs) => readEvents(connection, readLastRequest(), leftMs));
      return last?.position ?? 0n;
    },
    append: createRawAppender(connection, retry),
    tombstone: (stream) => withRetry(retry, () => placeTombstone(client, stream)),
    async close() {
      connection.close();
      await client.dispose();
    },
  };
}

async function placeTombstone(client: EventStoreDBClient, stream: string): Promise<void> {
  try {
    await client.tombstoneStream(stream);
  } catch (error) {
    if ((error as { type?: unknown }).type === ErrorType.STREAM_DELETED) return;
    throw asStoreError(error);
  }
}
