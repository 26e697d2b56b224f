import type { SourceEvent } from '#contracts';
import {
  askSetAsideAgain,
  createSetAsideItems,
  createTimelineReader,
  type ItemCeased,
  type ItemDecidedAgain,
  type ItemShared,
} from '#journey';
import { itemIdOf, recordIdOf, unavailable } from '#platform';
import { isPermitted } from '#sharing';
import { until } from '../../../test/support/until.js';
import { waitForProjection } from '#read-store';
import { createCheckpoint } from './checkpoint.js';
import { startCounty, type CountyUnderTest } from '../testing/county.js';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent, withdrawalEvent } from '../testing/events.js';
import { mendKey, spoilKey } from '../testing/spoilt-key.js';
import { storeWith } from '../testing/store-with.js';

const OTHER = { subject: child('C-2'), reference: 'ATS-00002' };

describe('An item that cannot be decided again', () => {
  let county: CountyUnderTest;

  beforeEach(async () => {
    county = await startCounty();
  });
  afterEach(() => county.close());

  const publish = async (...events: readonly SourceEvent[]) => {
    await county.hub.publish(...events);
    await county.hub.settled();
    await county.reconsidered();
  };
  const itemOf = (id: string) => itemIdOf(COMMUNITY_HEALTH, id);
  const historyOf = (id: string) => county.hub.store.readStream(`item-${itemOf(id)}`);
  const typesOf = async (id: string) => (await historyOf(id)).map(({ type }) => type);
  const lastOf = async (id: string) => (await historyOf(id)).at(-1);
  const becomes = (id: string, type: string) =>
    until(async () => (await lastOf(id))?.type === type, { what: `${id} to become ${type}` });
  const setAside = () => createSetAsideItems(county.pool).count();
  const nothingSetAside = () => until(async () => (await setAside()) === 0, { what: 'nothing set aside' });
  const record = (localId: string) => recordIdOf(COMMUNITY_HEALTH, localId);
  const spoil = async (localId: string) => {
    for (const ofClass of ['H', 'S', 'C', 'R'] as const)
      await spoilKey(county.hub.pool, record(localId), ofClass);
  };
  /** As another version of the program may have stored it: nobody can decide on it. */
  const damage = async (id: string) => {
    const [first] = await historyOf(id);
    if (!first) throw new Error(`${id} is not stored`);
    const shared = first.data as ItemShared;
    const data = {
      ...shared,
      content: { ...shared.content, facts: { ...shared.content.facts, fields: 1 } },
      because: {},
    };
    const event = { ...first, id: first.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')) };
    await county.hub.store.append(first.stream, 'any', [
      { id: event.id as typeof first.id, type: 'ItemReleased', data, metadata: first.metadata },
    ]);
    await county.reconsidered();
  };

  it('does not keep the withdrawal of another family from taking effect', async () => {
    await county.start();
    await publish(itemEvent('E-1'), agreementEvent('A-2', OTHER), itemEvent('E-2', OTHER));
    expect([await typesOf('E-1'), await typesOf('E-2')]).toEqual([['ItemWithheld'], ['ItemShared']]);
    await spoil('C-1');
    await publish(agreementEvent('A-1'), withdrawalEvent('W-2', OTHER));
    expect([await typesOf('E-1'), await typesOf('E-2')]).toEqual([
      ['ItemWithheld'],
      ['ItemShared', 'ItemCeased'],
    ]);
    expect(await setAside()).toBe(1);
  });

  it('is decided by whichever process runs once its key is put back and somebody asks', async () => {
    const first = await county.start();
    await publish(itemEvent('E-1'));
    await spoil('C-1');
    await publish(agreementEvent('A-1'));
    await first.stop();
    await county.start();
    await mendKey(county.hub.pool, record('C-1'));
    expect(await typesOf('E-1')).toEqual(['ItemWithheld']);
    await askSetAsideAgain(county.pool);
    await becomes('E-1', 'ItemReleased');
    await nothingSetAside();
    expect(await county.leftToDecide()).toEqual([]);
  });

  it('waits longer from try to try, and is tried at once by another version of the program', async () => {
    const first = await county.start({ version: '1' });
    await publish(itemEvent('E-1'));
    await spoil('C-1');
    await publish(agreementEvent('A-1'));
    const tries = async () =>
      (
        await county.pool.query<{ attempt: number; ms: number }>(
          `SELECT attempt, (extract(epoch FROM next_try_at - tried_at) * 1000)::int AS ms FROM projections.set_aside`,
        )
      ).rows[0];
    expect(await tries()).toEqual({ attempt: 1, ms: 60_000 });
    await askSetAsideAgain(county.pool);
    await until(async () => (await tries())?.attempt === 2);
    expect(await tries()).toEqual({ attempt: 2, ms: 120_000 });
    await first.stop();
    await mendKey(county.hub.pool, record('C-1'));
    await county.start({ version: '2' });
    await becomes('E-1', 'ItemReleased');
  });

  it('is no longer shared, with a reason of its own, and comes up again from its content where that is lawful', async () => {
    await county.start();
    await publish(
      agreementEvent('A-1'),
      itemEvent('E-1'),
      agreementEvent('A-2', OTHER),
      itemEvent('E-2', OTHER),
    );
    await damage('E-1');
    await publish(agreementEvent('A-3', { reference: 'ATS-00003' }), withdrawalEvent('W-2', OTHER));
    expect([(await lastOf('E-1'))?.type, (await lastOf('E-2'))?.type]).toEqual(['ItemCeased', 'ItemCeased']);
    const { decisions, because } = (await lastOf('E-1'))?.data as ItemCeased;
    expect(decisions.filter(isPermitted)).toEqual([]);
    expect(new Set(decisions.flatMap(({ reasons }) => reasons))).toEqual(new Set(['DECISION.SET_ASIDE']));
    expect(because).toHaveProperty('agreement');
    expect((await createTimelineReader(county.pool).item(itemOf('E-1')))?.state).toBe('CEASED');
    await askSetAsideAgain(county.pool);
    await becomes('E-1', 'ItemReleased');
    await nothingSetAside();
    expect(await county.leftToDecide()).toEqual([]);
  });

  it('does not keep another one from being tried again, whatever it meets itself', async () => {
    const timeline = createTimelineReader(county.pool);
    const meets = async (id: Parameters<typeof timeline.item>[0]) => {
      if (id === itemOf('E-0')) throw new TypeError('a row that cannot be read');
      return timeline.item(id);
    };
    const wait = () => 60_000;
    const tried = { now: new Date('2026-01-01T09:00:00Z'), version: '1' };
    const fault = { agency: COMMUNITY_HEALTH, code: 'INTAKE.DEFECT' };
    const first = await county.start({ version: '1' });
    await publish(itemEvent('E-1'));
    await spoil('C-1');
    await publish(agreementEvent('A-1'));
    await first.stop();
    await createSetAsideItems(county.pool).put([{ item: itemOf('E-0'), ...fault }], tried, wait);
    await mendKey(county.hub.pool, record('C-1'));
    await county.start({
      version: '2',
      reconsideration: {
        timeline: { ...timeline, item: meets },
        setAside: createSetAsideItems(county.pool),
        checkpoint: createCheckpoint(county.pool),
        retryLookMs: 100,
        waitForTimeline: (position) => waitForProjection(county.pool, 'timeline', position),
      },
    });
    await becomes('E-1', 'ItemReleased');
    await until(async () => (await setAside()) === 1, { what: 'one set aside' });
  });

  it('says in the end why nobody may have it, where that is what its agreement comes to', async () => {
    await county.start();
    await publish(agreementEvent('A-1'), itemEvent('E-1'));
    await damage('E-1');
    await publish(withdrawalEvent('W-1'));
    expect((await lastOf('E-1'))?.type).toBe('ItemCeased');
    await askSetAsideAgain(county.pool);
    await becomes('E-1', 'ItemDecidedAgain');
    const { decisions } = (await lastOf('E-1'))?.data as ItemDecidedAgain;
    const reasons = decisions.flatMap((each) => each.reasons);
    expect(reasons).toContain('AGREEMENT.WITHDRAWN');
    expect(reasons).not.toContain('DECISION.SET_ASIDE');
    await nothingSetAside();
    expect(await county.leftToDecide()).toEqual([]);
  });

  it('stops everything where the store does not take that it ceased, until it does', async () => {
    const first = await county.start();
    await publish(agreementEvent('A-1'), itemEvent('E-1'));
    await damage('E-1');
    await first.stop();
    let isAway = true;
    let refused = 0;
    const store = storeWith(county.hub.store, {
      appendMany: async (appends) => {
        const ceases = appends.some(({ events }) => events.some(({ type }) => type === 'ItemCeased'));
        if (!ceases || !isAway) return county.hub.store.appendMany(appends);
        refused += 1;
        throw unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer');
      },
    });
    await county.start({ store });
    await county.hub.publish(withdrawalEvent('W-1'));
    await until(() => refused > 1, { what: 'a second try' });
    isAway = false;
    await county.reconsidered();
    expect((await typesOf('E-1')).filter((type) => type === 'ItemCeased')).toHaveLength(1);
  });
});
