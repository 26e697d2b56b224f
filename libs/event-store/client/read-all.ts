import type { StoredEvent, StorePosition } from '../ports.js';
import { BackOff, pause } from './back-off.js';
import type { Connection } from './connection.js';
import { readAllRequest } from './read-messages.js';
import { eventsOf, isOwn, messages } from './reads.js';

export interface ReadAllOptions {
  readonly after: StorePosition | undefined;
  readonly maxBatch: number;
  /** How long the store may stay away in the middle, in ms. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** Reads `$all` to its end; goes on behind the last event after an interruption. */
export async function* readAllEvents(
  connection: Connection,
  options: ReadAllOptions,
): AsyncGenerator<readonly StoredEvent[]> {
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
      if (!error.retryable || options.signal.aborted || performance.now() >= giveUpAt) throw error;
      await pause(backOff.nextMs, options.signal);
    }
  }
}

async function* batches(
  connection: Connection,
  after: StorePosition | undefined,
  { maxBatch, deadlineMs: silenceMs }: ReadAllOptions,
): AsyncGenerator<StoredEvent[]> {
  let batch: StoredEvent[] = [];
  for await (const received of messages(connection, readAllRequest(after), { max: maxBatch, silenceMs })) {
    batch.push(...eventsOf(received).filter(isOwn(after)));
    if (batch.length < maxBatch) continue;
    yield batch.slice(0, maxBatch);
    batch = batch.slice(maxBatch);
  }
  if (batch.length > 0) yield batch;
}
