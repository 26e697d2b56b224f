import { binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { createHash } from 'node:crypto';
import { createTestDatabase } from '../../../../test/support/database.js';
import { startEmbeddedEventStore } from '../../embedded/index.js';

export interface Server {
  readonly url: string;
  readonly client: EventStoreDBClient;
  stop(): Promise<void>;
}

export async function startServer(): Promise<Server> {
  const database = await createTestDatabase();
  const store = await startEmbeddedEventStore({ databaseUrl: database.url, port: 0 });
  const client = EventStoreDBClient.connectionString(store.url);
  const stop = async () => {
    await client.dispose();
    await store.stop();
    await database.drop();
  };
  return { url: store.url, client, stop };
}

/** An id that the same number always gives. */
export function idOf(number: number): string {
  const hex = createHash('sha256').update(String(number)).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

export const noted = (number: number) => jsonEvent({ id: idOf(number), type: 'Noted', data: { number } });

/** Events over half as many streams as there are tens: JSON and binary; every tenth id stands in two streams. */
export async function fill({ client }: Server, count: number): Promise<void> {
  for (let at = 0; at < count; at += 10) {
    const events = Array.from({ length: 10 }, (_, i) => eventAt(at, i));
    await client.appendToStream(`item-${(at / 10) % (count / 20)}`, events);
  }
}

function eventAt(at: number, i: number) {
  const id = i === 0 ? idOf(Math.floor(at / 20)) : idOf(1_000_000 + at + i);
  if (i % 3 === 2) return binaryEvent({ id, type: 'Sealed', data: Buffer.from([0, 255, i, at % 251]) });
  const metadata = i % 2 === 0 && { metadata: { schemaVersion: 1, at } };
  return jsonEvent({ id, type: 'Noted', data: { at, i, note: 'ünïcode' }, ...metadata });
}

/** Streams with metadata, deleted ones, one begun again, a barred one, and one of the server's own. */
export async function addEndings({ client }: Server): Promise<void> {
  await client.setStreamMetadata('item-1', { maxCount: 5, owner: 'intake' });
  await client.setStreamMetadata('item-1', { maxCount: 500, owner: 'governance' });
  await client.appendToStream('deleted', [noted(1), noted(2)]);
  await client.deleteStream('deleted');
  await client.appendToStream('again', [noted(3), noted(4)]);
  await client.deleteStream('again');
  await client.appendToStream('again', [noted(5)]);
  await client.appendToStream('barred', [noted(6), noted(7)]);
  await client.tombstoneStream('barred');
  await client.appendToStream('$own-list', [noted(8)]);
}

/** What can be read of a stream, as a client sees it, without position and time. */
export async function readAs({ client }: Server, stream: string) {
  const events = [];
  for await (const { event } of client.readStream(stream)) {
    if (!event) continue;
    const { id, type, revision, isJson, data, metadata } = event;
    events.push({ id, type, revision, isJson, data, metadata });
  }
  return events;
}
