import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { derivedUuid } from '#platform';
import type { Course, Run } from './course.js';
import type { BenchFeed, RawMessage } from './feeds.js';

/** What anyone would write with the two published clients: a batch's messages side by side, then its offsets. */
export async function plainPipe(
  { bench, url }: { bench: BenchFeed; url: string },
  course: Course,
): Promise<Run> {
  const client = EventStoreDBClient.connectionString(url);
  const reading = await bench.readRaw('plain', async (messages) => {
    await Promise.all(messages.map((message) => appendPlainly(client, message)));
    course.passed(messages.length);
  });
  const run = await course.done;
  await reading.stop();
  await client.dispose();
  return run;
}

async function appendPlainly(client: EventStoreDBClient, { topic, place, value }: RawMessage): Promise<void> {
  const id = derivedUuid('plain', topic, place);
  const data = { value: value.toString('utf8') };
  const event = jsonEvent({ id, type: 'Raw', data, metadata: { schemaVersion: 1 } });
  await client.appendToStream(`plain-${id}`, event, { expectedRevision: NO_STREAM });
}
