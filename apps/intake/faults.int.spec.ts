import type { Append, EventStore } from '#event-store';
import type { SourceEventRejected } from '#journey';
import { unavailable } from '#platform';
import { until } from '../../test/support/until.js';
import { MOST_DEFECTS_IN_A_ROW } from './defect-rows.js';
import type { EventReader } from './event-reader.js';
import { agreementEvent, child, itemEvent } from './testing/events.js';
import { startIntakeEngines, type IntakeUnderTest } from './testing/intake-harness.js';

/** Loses the connection on the `failing`th group of appends, once half of the group has reached the store. */
function losing(store: EventStore, failing: number): EventStore {
  let calls = 0;
  const appendMany = async (appends: readonly Append[]) => {
    if (++calls !== failing) return store.appendMany(appends);
    await store.appendMany(appends.slice(0, Math.ceil(appends.length / 2)));
    throw unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer');
  };
  return {
    append: (stream, expected, events) => store.append(stream, expected, events),
    appendMany,
    readStream: (stream) => store.readStream(stream),
    readAll: (options) => store.readAll(options),
    subscribe: (options, handle) => store.subscribe(options, handle),
    headPosition: () => store.headPosition(),
    close: () => store.close(),
  };
}

describe('intake when something fails', () => {
  let hub: IntakeUnderTest;
  const events = [
    itemEvent('E-0'),
    agreementEvent('A-1'),
    ...Array.from({ length: 6 }, (_, at) => itemEvent(`E-${at + 1}`)),
    itemEvent('E-9', { subject: child('C-2') }),
  ];

  beforeEach(async () => {
    hub = await startIntakeEngines();
  });
  afterEach(() => hub.close());

  const outcomes = async () => {
    const all = [
      ...(await hub.events('item-')),
      ...(await hub.events('record-')),
      ...(await hub.events('agreement-')),
    ];
    return all.map(({ stream, type, id }) => `${stream} ${type} ${id}`).sort();
  };

  const expected = async () => {
    const other = await startIntakeEngines();
    await other.startIntake({ vault: hub.vault });
    await other.publish(...events);
    await other.settled();
    const all = [
      ...(await other.events('item-')),
      ...(await other.events('record-')),
      ...(await other.events('agreement-')),
    ];
    await other.close();
    return all.map(({ stream, type, id }) => `${stream} ${type} ${id}`).sort();
  };

  it.each([
    ['in the middle of the items', 1],
    ['in the middle of what follows from them', 2],
  ])('gives each event exactly one outcome when the store is lost %s', async (_where, failing) => {
    const intake = await hub.startIntake({ store: losing(hub.store, failing) });
    await hub.publish(...events);
    await hub.settled();
    expect(intake.status()).toMatchObject({ faults: 1, lastFault: 'EVENT_STORE.UNAVAILABLE' });
    expect(await outcomes()).toEqual(await expected());
  });

  it('gives each event exactly one outcome when intake dies mid-batch and another takes over', async () => {
    const dying = await hub.startIntake({ store: losing(hub.store, 2) });
    await hub.publish(...events);
    await until(() => dying.status().faults === 1);
    await dying.stop();
    await hub.startIntake();
    await hub.settled();
    expect(await outcomes()).toEqual(await expected());
  });

  /** Contracts with a bug that these events bring to light. */
  const failingOn = (isHit: (id: string) => boolean): EventReader => {
    const { reader } = hub.deps;
    return {
      ...reader,
      contentOf: (event) => {
        if (isHit(event.id)) throw new TypeError('a bug');
        return reader.contentOf(event);
      },
    };
  };
  const rejections = async () =>
    (await hub.events('rejection-')).map(({ data }) => data as SourceEventRejected);

  it('sets aside the one event that meets a defect and takes all others', async () => {
    await hub.startIntake({ reader: failingOn((id) => id === 'E-3') });
    await hub.publish(...events);
    await hub.settled();
    const [rejected, ...more] = await rejections();
    expect(rejected?.reasons).toEqual([{ code: 'INTAKE.DEFECT' }]);
    expect(more).toEqual([]);
    expect(await hub.events('item-')).toHaveLength(events.length - 1);
  });

  const many = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, at) => itemEvent(`${prefix}-${at}`));

  it('rejects nothing and waits where one event after another meets a defect, and takes all once it is mended', async () => {
    const broken = await hub.startIntake({ reader: failingOn(() => true) });
    const sent = many('E', 2 * MOST_DEFECTS_IN_A_ROW);
    await hub.publish(...sent);
    await until(() => broken.status().faults > 1);
    expect(broken.status()).toMatchObject({
      lastFault: 'INTAKE.DEFECTS_IN_A_ROW',
      halted: ['throughline.events.ods-G7H8J'],
    });
    await broken.stop();
    expect(await hub.events('')).toEqual([]);
    const mended = await hub.startIntake();
    await hub.settled();
    expect(mended.status().halted).toEqual([]);
    expect(await rejections()).toEqual([]);
    expect(await hub.events('item-')).toHaveLength(sent.length);
  });

  it('stops at the tenth defect in a row though the events come one by one', async () => {
    const broken = await hub.startIntake({ reader: failingOn(() => true), batchSize: 1 });
    await hub.publish(...many('E', MOST_DEFECTS_IN_A_ROW + 1));
    await until(() => broken.status().faults > 1);
    expect(await rejections()).toHaveLength(MOST_DEFECTS_IN_A_ROW - 1);
    expect(broken.status().halted).toHaveLength(1);
  });

  it('does not count defects between which events were taken', async () => {
    const intake = await hub.startIntake({ reader: failingOn((id) => /[02468]$/.test(id)) });
    const sent = many('E', 3 * MOST_DEFECTS_IN_A_ROW);
    await hub.publish(...sent);
    await hub.settled();
    expect(intake.status()).toMatchObject({ faults: 0, halted: [] });
    expect(await rejections()).toHaveLength(sent.length / 2);
  });
});
