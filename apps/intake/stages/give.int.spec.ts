import { connectEventStore, type EventStore } from '#event-store';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#event-store/embedded';
import type { FeedMessage } from '#feed';
import { contentAsked, contentGiven, HEALTH, itemReleased, itemWithheld } from '#journey/testing';
import type { ItemEvent } from '#journey';
import { derivedUuid, itemIdOf } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { itemEvent, messageOf } from '../testing/events.js';
import { storeWith } from '../testing/store-with.js';
import { giveContent, type Repeat } from './give.js';
import { itemStream } from './origin.js';

const ITEM = itemIdOf(HEALTH, 'E-1');

/** The event again, at this place of the agency's topic. */
const repeatAt = (offset: bigint): Repeat => {
  const appendedAt = new Date('2026-07-03T10:00:00Z');
  const place = { topic: 'throughline.events.ods-G7H8J', partition: 0, offset, appendedAt };
  const message: FeedMessage = { ...messageOf(itemEvent('E-1')), ...place };
  return { message, item: ITEM, sourceEventId: 'E-1' };
};

describe('a repeat of an item', () => {
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

  const happened = async (...events: readonly ItemEvent[]) => {
    for (const [at, event] of events.entries()) {
      const id = derivedUuid(ITEM, String((await steps()).length), String(at));
      await store.append(itemStream(ITEM), 'any', [{ id, ...event, metadata: { schemaVersion: 1 } }]);
    }
  };
  const steps = async () => (await store.readStream(itemStream(ITEM))).map(({ type }) => type);

  it('is content where content is asked for, and says nothing of what that is', async () => {
    await happened(itemWithheld('E-1'), contentAsked('E-1'));
    expect(await giveContent(store, [repeatAt(1007n)])).toBe(1);
    const stored = (await store.readStream(itemStream(ITEM))).at(-1);
    expect(stored?.data).toEqual(contentGiven('E-1', { givenAt: '2026-07-03T10:00:00.000Z' }).data);
  });

  it.each([
    ['nothing was asked', [itemWithheld('E-1')]],
    ['it was given', [itemWithheld('E-1'), contentAsked('E-1'), contentGiven('E-1')]],
    ['the item was released since', [itemWithheld('E-1'), contentAsked('E-1'), itemReleased('E-1')]],
    ['there is no such item', []],
  ] as const)('changes nothing where %s', async (_why, history) => {
    await happened(...history);
    expect(await giveContent(store, [repeatAt(1008n)])).toBe(0);
    expect(await steps()).toHaveLength(history.length);
  });

  it('is no answer where it is the missed message itself, come again', async () => {
    await happened(itemWithheld('E-1'), contentAsked('E-1'));
    expect(await giveContent(store, [repeatAt(7n)])).toBe(0);
  });

  it('is taken once, of however many copies and deliveries', async () => {
    await happened(itemWithheld('E-1'), contentAsked('E-1'));
    expect(await giveContent(store, [repeatAt(1007n), repeatAt(1008n), repeatAt(1009n)])).toBe(1);
    expect(await giveContent(store, [repeatAt(1007n), repeatAt(1008n)])).toBe(0);
    expect(await steps()).toEqual(['ItemWithheld', 'ContentAsked', 'ContentGiven']);
  });

  it('is looked at again where the item changed between looking and storing', async () => {
    await happened(itemWithheld('E-1'), contentAsked('E-1'));
    let before = async () => happened(itemReleased('E-1'));
    const late = storeWith(store, {
      append: async (stream, expected, events) => {
        await before();
        before = async () => undefined;
        return store.append(stream, expected, events);
      },
    });
    expect(await giveContent(late, [repeatAt(1007n)])).toBe(0);
    expect(await steps()).toEqual(['ItemWithheld', 'ContentAsked', 'ItemReleased']);
  });
});
