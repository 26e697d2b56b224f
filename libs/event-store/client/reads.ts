import type { StoredEvent, StorePosition } from '../ports.js';
import type { Connection } from './connection.js';
import { FrameBuffer } from './frame-buffer.js';
import { readReadMessage, type ReadMessage } from './read-messages.js';

const BUFFERED = 1_000;

/** The messages of one Read call, in batches of at most `max`; leaves the call when the caller stops early. */
export async function* messages(
  connection: Connection,
  request: Buffer,
  max: number,
): AsyncGenerator<readonly ReadMessage[]> {
  const call = await connection.read(request);
  const buffer = new FrameBuffer(call, Math.max(BUFFERED, max));
  try {
    while (!buffer.isDone()) {
      await buffer.arrival();
      const frames = buffer.take(max);
      if (frames.length > 0) yield frames.map(readReadMessage);
    }
  } finally {
    call.cancel();
  }
}

/** Every event of one Read call. Empty where the stream does not exist. */
export async function readEvents(connection: Connection, request: Buffer): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const batch of messages(connection, request, BUFFERED)) events.push(...eventsOf(batch));
  return events;
}

export const eventsOf = (batch: readonly ReadMessage[]): StoredEvent[] =>
  batch.flatMap((message) => (message.kind === 'event' ? [message.event] : []));

/** The store's own streams begin with `$`; their events are no concern of the hub. */
export const isOwn =
  (after: StorePosition | undefined) =>
  (event: StoredEvent): boolean =>
    !event.stream.startsWith('$') && (after === undefined || event.position > after);
