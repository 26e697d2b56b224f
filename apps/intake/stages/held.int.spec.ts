import { connectEventStore, type EventStore } from '#event-store';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#event-store/embedded';
import { derivedUuid, itemIdOf, type AgencyId } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { firstEventsHeld } from './held.js';
import { itemStream } from './origin.js';

const item = (id: string) => itemIdOf('urn:agency:ods:RZZ' as AgencyId, id);
const eventOf = (cause: string) => ({
  id: derivedUuid('held', cause),
  type: 'AgreementNoticeTaken',
  data: {},
  metadata: { schemaVersion: 1 },
});

describe('asking the event store which items it holds', () => {
  let database: TestDatabase;
  let server: EmbeddedEventStore;
  let store: EventStore;

  beforeEach(async () => {
    database = await createTestDatabase();
    server = await startEmbeddedEventStore({ databaseUrl: database.url, port: 0 });
    store = connectEventStore({ url: server.url });
  });
  afterEach(async () => {
    await store.close();
    await server.stop();
    await database.drop();
  });

  it('finds the first event of those that are there, and none of the others', async () => {
    await store.append(itemStream(item('A-1')), 'no-stream', [eventOf('first'), eventOf('second')]);
    const held = await firstEventsHeld(store, [item('A-1'), item('A-2')]);
    expect([...held]).toEqual([[item('A-1'), eventOf('first').id]]);
  });

  it('writes nothing, and leaves an item that it asked for free to come', async () => {
    await store.append('other', 'any', [eventOf('other')]);
    const head = await store.headPosition();
    await firstEventsHeld(store, [item('A-2')]);
    expect(await store.headPosition()).toBe(head);
    const outcome = await store.append(itemStream(item('A-2')), 'no-stream', [eventOf('first')]);
    expect(outcome).toMatchObject({ ok: true, revision: 0n });
  });
});
