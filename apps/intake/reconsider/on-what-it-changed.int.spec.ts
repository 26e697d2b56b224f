import { randomUUID } from 'node:crypto';
import type { EventStore, NewEvent, StoredEvent, StorePosition } from '#event-store';
import { createSetAsideItems, createTimelineReader, ITEM_STREAMS, type ItemWithheld } from '#journey';
import { itemIdOf, type Uuid } from '#platform';
import { waitForProjection } from '#read-store';
import { untilReconsidered } from '../../../test/chaos/until-reconsidered.js';
import { agreementEvent, COMMUNITY_HEALTH, itemEvent } from '../testing/events.js';
import { NOW } from '../testing/intake-harness.js';
import { startReconsidering, type Reconsidering } from '../testing/reconsidering.js';
import { storeWith } from '../testing/store-with.js';
import { createCheckpoint } from './checkpoint.js';

const ITEM = `item-${itemIdOf(COMMUNITY_HEALTH, 'E-1')}`;

/** Which alters nothing of what may be shared. */
function contentAsked({ data }: StoredEvent): NewEvent {
  const { item, agency, sourceEventId, source } = data as ItemWithheld;
  const asked = { item, agency, sourceEventId, source, askedAt: NOW.toISOString(), cause: randomUUID() };
  return { id: randomUUID() as Uuid, type: 'ContentAsked', data: asked, metadata: { schemaVersion: 1 } };
}

describe('Deciding again what was just decided again', () => {
  let world: Reconsidering;
  let folds: number;

  beforeEach(async () => {
    world = await startReconsidering();
    folds = 0;
  });
  afterEach(() => world.close());

  /** Hands over one event at a time, and counts how often what is known is folded. */
  const watched = (instead: Partial<EventStore> = {}): EventStore =>
    storeWith(world.hub.store, {
      subscribe: (options, handle) => {
        if (!options.prefixes.includes(ITEM_STREAMS)) {
          // Whoever only asks where the store ends begins later.
          if (options.after === undefined) folds += 1;
          return world.hub.store.subscribe(options, handle);
        }
        return world.hub.store.subscribe(options, async (batch) => {
          for (const event of batch.events) await handle({ ...batch, events: [event] });
        });
      },
      ...instead,
    });
  const reconsideration = (waitForTimeline: (position: StorePosition) => Promise<void>) => ({
    timeline: createTimelineReader(world.pool),
    setAside: createSetAsideItems(world.pool),
    checkpoint: createCheckpoint(world.pool),
    waitForTimeline,
  });
  const shown = (position: StorePosition) => waitForProjection(world.pool, 'timeline', position);

  it('waits until the view shows it, and does not decide on what the view showed before', async () => {
    const first = await world.hub.startIntake();
    await world.hub.publish(itemEvent('E-1'));
    await world.hub.settled();
    for (const id of ['A-1', 'A-2']) await world.hub.publish(agreementEvent(id, { reference: `ATS-${id}` }));
    await world.hub.settled();
    await first.stop();
    const asked: StorePosition[] = [];
    await world.start({
      store: watched(),
      reconsideration: reconsideration(async (position) => {
        asked.push(position);
        await shown(position);
      }),
    });
    await untilReconsidered(world.hub.store, world.pool);
    expect(await world.stepsOf('E-1')).toEqual(['ItemWithheld', 'ItemReleased']);
    const [, released] = await world.historyOf('E-1');
    expect(asked).toContain(released?.position);
  });

  it('keeps what is known where somebody else changed an item meanwhile, and decides on the change', async () => {
    let meddled = false;
    const first = async () => (await world.historyOf('E-1'))[0] as StoredEvent;
    const store = watched({
      appendMany: async (appends) => {
        if (!meddled && appends.some(({ events }) => events[0]?.type === 'ItemReleased')) {
          meddled = true;
          await world.hub.store.append(ITEM, 'any', [contentAsked(await first())]);
        }
        return world.hub.store.appendMany(appends);
      },
    });
    await world.start({ store, reconsideration: reconsideration(shown) });
    await world.hub.publish(itemEvent('E-1'));
    await world.hub.settled();
    const before = folds;
    await world.hub.publish(agreementEvent('A-1'));
    await world.becomes('E-1', 'ItemReleased');
    expect(meddled).toBe(true);
    expect(await world.stepsOf('E-1')).toEqual(['ItemWithheld', 'ContentAsked', 'ItemReleased']);
    expect(folds).toBe(before);
  });
});
