import type { FeedReader } from '#feed';
import { createSetAsideItems, createTimelineReader } from '#journey';
import { waitForProjection } from '#read-store';
import { agreementEvent, itemEvent } from '../testing/events.js';
import { startReconsidering, type Reconsidering } from '../testing/reconsidering.js';
import { createCheckpoint } from './checkpoint.js';

const IDS = Array.from({ length: 60 }, (_, at) => `E-${at}`);

describe('Deciding many items again', () => {
  let world: Reconsidering;

  beforeEach(async () => {
    world = await startReconsidering();
  });
  afterEach(() => world.close());

  const released = async () =>
    (await Promise.all(IDS.map((id) => world.stepsOf(id)))).filter((steps) => steps.includes('ItemReleased'))
      .length;
  /** Tells of the first reading, and holds it up until told to go on. */
  const heldUp = () => {
    let [isReading, goOn]: (() => void)[] = [];
    const reading = new Promise<void>((resolve) => (isReading = resolve));
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const read: FeedReader['read'] = async (positions) => {
      isReading?.();
      await gate;
      return world.hub.feed.reader.read(positions);
    };
    return { read, reading, goOn: () => goOn?.() };
  };

  it('stops after the part in hand, and whoever takes over decides the others', async () => {
    const first = await world.hub.startIntake();
    await world.hub.publish(...IDS.map((id) => itemEvent(id)));
    await world.hub.settled();
    await world.hub.publish(agreementEvent('A-1'));
    await world.hub.settled();
    await first.stop();
    const { read, reading, goOn } = heldUp();
    const { feed } = world.hub;
    const stopped = await world.start({
      feed: { consumer: (...of) => feed.consumer(...of), reader: { read } },
      reconsideration: {
        timeline: createTimelineReader(world.pool),
        setAside: createSetAsideItems(world.pool),
        checkpoint: createCheckpoint(world.pool),
        waitForTimeline: (position) => waitForProjection(world.pool, 'timeline', position),
      },
    });
    await reading;
    const stopping = stopped.stop();
    goOn();
    await stopping;
    expect(await released()).toBe(50);
    expect(stopped.status().reconsideration).not.toHaveProperty('fault');
    await world.start();
    for (const id of IDS) await world.becomes(id, 'ItemReleased');
    const steps = await Promise.all(IDS.map((id) => world.stepsOf(id)));
    expect(new Set(steps.map((each) => each.join(' ')))).toEqual(new Set(['ItemWithheld ItemReleased']));
  });
});
