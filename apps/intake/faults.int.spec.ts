import type { Append, EventStore } from '#event-store';
import type { SourceEventParked, SourceEventRejected } from '#journey';
import { recordIdOf, unavailable } from '#platform';
import { until } from '../../test/support/until.js';
import { MOST_DEFECTS_IN_A_ROW } from './defect-rows.js';
import type { EventReader } from './event-reader.js';
import type { Receive, TakeBatch } from './receive/receive.js';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from './testing/events.js';
import { startIntakeEngines, type IntakeUnderTest } from './testing/intake-harness.js';
import { storeWith } from './testing/store-with.js';

/** Loses the connection on the `failing`th group of appends, once half of the group has reached the store. */
function losing(store: EventStore, failing: number): EventStore {
  let calls = 0;
  const appendMany = async (appends: readonly Append[]) => {
    if (++calls !== failing) return store.appendMany(appends);
    await store.appendMany(appends.slice(0, Math.ceil(appends.length / 2)));
    throw unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer');
  };
  return storeWith(store, { appendMany });
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
  const parked = async () => (await hub.events('parking-')).map(({ data }) => data as SourceEventParked);
  /** Of as many families. */
  const many = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, at) =>
      itemEvent(`${prefix}-${at}`, { subject: child(`${prefix}-C-${at}`) }),
    );

  it('parks the one event that meets a defect and takes those of all other families', async () => {
    await hub.startIntake({ reader: failingOn((id) => id === 'E-3') });
    const sent = many('E', 8);
    await hub.publish(...sent);
    await hub.settled();
    expect((await parked()).map(({ sourceEventId, code }) => `${sourceEventId} ${code}`)).toEqual([
      'E-3 INTAKE.DEFECT',
    ]);
    expect(await rejections()).toEqual([]);
    expect(await hub.events('item-')).toHaveLength(sent.length - 1);
  });

  it('rejects an event whose defect lies in reading it, because nobody can tell what would wait behind it', async () => {
    const { reader } = hub.deps;
    const validate: EventReader['validate'] = (event, at) => {
      if (event.id === 'E-3') throw new TypeError('a bug');
      return reader.validate(event, at);
    };
    await hub.startIntake({ reader: { ...reader, validate } });
    await hub.publish(...many('E', 8));
    await hub.settled();
    expect((await rejections()).map(({ reasons }) => reasons)).toEqual([[{ code: 'INTAKE.DEFECT' }]]);
    expect(await parked()).toEqual([]);
  });

  it('rejects what concerns an erased record, for which nothing more is kept', async () => {
    await hub.startIntake();
    await hub.publish(itemEvent('E-1'));
    await hub.settled();
    await hub.vault.destroy(recordIdOf(COMMUNITY_HEALTH, 'C-1'));
    await hub.publish(
      itemEvent('E-2', { subject: child('C-1', { identifiers: { nhsNumber: '9990001235' } }) }),
    );
    await hub.settled();
    expect((await rejections()).map(({ reasons }) => reasons)).toEqual([[{ code: 'INTAKE.RECORD_ERASED' }]]);
    expect(await parked()).toEqual([]);
  });

  it('parks nothing and waits where one event after another meets a defect, and takes all once it is mended', async () => {
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
    expect(await parked()).toEqual([]);
    expect(await hub.events('item-')).toHaveLength(sent.length);
  });

  it('stops at the tenth defect in a row though the events come one by one', async () => {
    const broken = await hub.startIntake({ reader: failingOn(() => true), batchSize: 1 });
    await hub.publish(...many('E', MOST_DEFECTS_IN_A_ROW + 1));
    await until(() => broken.status().faults > 1);
    expect(await parked()).toHaveLength(MOST_DEFECTS_IN_A_ROW - 1);
    expect(broken.status().halted).toHaveLength(1);
  });

  it('does not count defects between which events were taken', async () => {
    const intake = await hub.startIntake({ reader: failingOn((id) => /[02468]$/.test(id)) });
    const sent = many('E', 3 * MOST_DEFECTS_IN_A_ROW);
    await hub.publish(...sent);
    await hub.settled();
    expect(intake.status()).toMatchObject({ faults: 0, halted: [] });
    expect(await parked()).toHaveLength(sent.length / 2);
  });

  it('counts one defect once, however often its batch comes again while the store takes nothing', async () => {
    const full = async (): Promise<never> => {
      throw unavailable('EVENT_STORE.UNAVAILABLE', 'The disk of the event store is full');
    };
    let take: TakeBatch = full;
    const byHand: Receive = async (_consumer, taking) => {
      take = taking;
      return { close: async () => undefined };
    };
    let appendMany: EventStore['appendMany'] = full;
    const store = storeWith(hub.store, { appendMany: (appends) => appendMany(appends) });
    const reader = failingOn((id) => id === 'E-0');
    const intake = await hub.startIntake({ store, reader, receive: byHand });
    const messages = await hub.published(...many('E', 2));
    for (let times = 0; times < MOST_DEFECTS_IN_A_ROW; times += 1)
      await expect(take({ messages })).rejects.toMatchObject({ code: 'EVENT_STORE.UNAVAILABLE' });
    expect(intake.status().halted).toEqual([]);
    appendMany = (appends) => hub.store.appendMany(appends);
    await take({ messages });
    expect((await parked()).map(({ sourceEventId }) => sourceEventId)).toEqual(['E-0']);
    expect(await hub.events('item-')).toHaveLength(1);
  });

  it('does not take many events of one family for a fault of the hub', async () => {
    const intake = await hub.startIntake({ reader: failingOn(() => true) });
    const sent = Array.from({ length: 3 * MOST_DEFECTS_IN_A_ROW }, (_, at) => itemEvent(`E-${at}`));
    await hub.publish(...sent);
    await hub.settled();
    expect(intake.status()).toMatchObject({
      faults: 0,
      halted: [],
      parked: { families: 1, events: sent.length },
    });
  });
});
