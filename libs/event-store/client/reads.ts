import type { StoredEvent, StorePosition } from '../ports.js';
import type { Connection } from './connection.js';
import { lost } from './errors.js';
import { FrameBuffer } from './frame-buffer.js';
import { readReadMessage, type ReadMessage } from './read-messages.js';

const BUFFERED = 1_000;
/** A server that sends nothing for so long in the middle of a read is taken for gone, in ms. */
const SILENCE_MS = 10_000;

export interface ReadLimits {
  /** Most frames handed over at once. */
  readonly max: number;
  /** Default 10,000 ms; the remaining time of the caller where that is less. */
  readonly silenceMs?: number;
}

/** The frames of one Read call; leaves the call when the caller stops early. Throws `EVENT_STORE.UNAVAILABLE`. */
export async function* frames(
  connection: Connection,
  request: Buffer,
  { max, silenceMs = SILENCE_MS }: ReadLimits,
): AsyncGenerator<readonly Buffer[]> {
  const limit = Math.min(silenceMs, SILENCE_MS);
  const call = await connection.read(request, limit);
  const buffer = new FrameBuffer(call, Math.max(BUFFERED, 2 * max));
  try {
    while (!buffer.isDone()) {
      await buffer.arrival(limit);
      const taken = buffer.take(max);
      if (taken.length > 0) yield taken;
      else if (!buffer.isDone()) await leave(connection);
    }
  } finally {
    call.cancel();
  }
}

async function leave(connection: Connection): Promise<never> {
  await connection.leave();
  throw lost();
}

/** The messages of one Read call, in batches. */
export async function* messages(
  connection: Connection,
  request: Buffer,
  limits: ReadLimits,
): AsyncGenerator<readonly ReadMessage[]> {
  for await (const some of frames(connection, request, limits)) yield some.map(readReadMessage);
}

/** Every event of one Read call. Empty where the stream does not exist. */
export async function readEvents(
  connection: Connection,
  request: Buffer,
  silenceMs: number,
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const batch of messages(connection, request, { max: BUFFERED, silenceMs }))
    events.push(...eventsOf(batch));
  return events;
}

export const eventsOf = (batch: readonly ReadMessage[]): StoredEvent[] =>
  batch.flatMap((message) => (message.kind === 'event' ? [message.event] : []));

/** The store's own streams begin with `$`; their events are no concern of the hub. */
export const isOwn =
  (after: StorePosition | undefined) =>
  (event: StoredEvent): boolean =>
    !event.stream.startsWith('$') && (after === undefined || event.position > after);
