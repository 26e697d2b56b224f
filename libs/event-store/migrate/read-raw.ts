import { BackOff, pause } from '../client/back-off.js';
import type { Connection } from '../client/connection.js';
import { readAllRequest, readStreamRequest } from '../client/read-messages.js';
import { frames } from '../client/reads.js';
import { readRawFrame, type RawEvent } from './raw-event.js';

export interface ReadRawOptions {
  /** Exclusive; undefined starts at the beginning. */
  readonly after?: bigint | undefined;
  readonly maxBatch: number;
  /** How long the server may stay away in the middle, in ms. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** `$all` to its end, the server's own events included. Goes on behind the last event after an interruption. */
export async function* readRawAll(
  connection: Connection,
  options: ReadRawOptions,
): AsyncGenerator<readonly RawEvent[]> {
  let { after } = options;
  const backOff = new BackOff();
  let giveUpAt = performance.now() + options.deadlineMs;
  for (;;) {
    try {
      for await (const events of batches(connection, after, options)) {
        after = events.at(-1)?.position ?? after;
        yield events;
        giveUpAt = performance.now() + options.deadlineMs;
        backOff.reset();
      }
      return;
    } catch (cause) {
      const error = await connection.explain(cause);
      if (!error.retryable || options.signal?.aborted || performance.now() >= giveUpAt) throw error;
      await pause(backOff.nextMs, options.signal);
    }
  }
}

async function* batches(
  connection: Connection,
  after: bigint | undefined,
  { maxBatch, deadlineMs: silenceMs }: ReadRawOptions,
): AsyncGenerator<readonly RawEvent[]> {
  let batch: RawEvent[] = [];
  for await (const received of frames(connection, readAllRequest(after), { max: maxBatch, silenceMs })) {
    batch.push(...rawEvents(received).filter((event) => after === undefined || event.position > after));
    for (; batch.length >= maxBatch; batch = batch.slice(maxBatch)) yield batch.slice(0, maxBatch);
  }
  if (batch.length > 0) yield batch;
}

/** The events of one stream that can still be read. */
export async function readRawStream(
  connection: Connection,
  stream: string,
  silenceMs: number,
): Promise<readonly RawEvent[]> {
  const events: RawEvent[] = [];
  for await (const some of frames(connection, readStreamRequest(stream, 0n), { max: BUFFERED, silenceMs }))
    events.push(...rawEvents(some));
  return events;
}

const BUFFERED = 1_000;

const rawEvents = (some: readonly Buffer[]): RawEvent[] => some.flatMap((frame) => readRawFrame(frame) ?? []);
