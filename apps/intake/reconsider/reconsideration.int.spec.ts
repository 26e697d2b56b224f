import { createIdentityProjection, type RecordObserved } from '#identity';
import {
  createSetAsideItems,
  createTimelineReader,
  timelineProjection,
  type ItemCeased,
  type ItemDecidedAgain,
  type ItemReleased,
} from '#journey';
import { agreementIdOf, itemIdOf, unavailable, type AgencyId } from '#platform';
import { isPermitted } from '#sharing';
import {
  createPool,
  migrateReadStore,
  runProjection,
  waitForProjection,
  type ProjectionRun,
} from '#read-store';
import type pg from 'pg';
import { untilReconsidered } from '../../../test/chaos/until-reconsidered.js';
import { until } from '../../../test/support/until.js';
import { endPool } from '#feed/testing';
import type { IntakeDeps, RunningIntake } from '../create-intake.js';
import { migrateIntake } from '../migrate-intake.js';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  narrowingEvent,
  refusalEvent,
  withdrawalEvent,
} from '../testing/events.js';
import { startIntakeEngines, type IntakeUnderTest } from '../testing/intake-harness.js';
import { storeWith } from '../testing/store-with.js';
import { createCheckpoint } from './checkpoint.js';
import type { ReconsiderationDeps } from './reconsideration.js';

const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;

describe('reconsideration', () => {
  let hub: IntakeUnderTest;
  let pool: pg.Pool;
  let projections: readonly ProjectionRun[];
  let intake: RunningIntake;

  beforeEach(async () => {
    hub = await startIntakeEngines();
    pool = createPool(hub.databaseUrl);
    await migrateReadStore(pool);
    await migrateIntake(hub.databaseUrl);
    projections = [timelineProjection, createIdentityProjection(hub.vault)].map((projection) =>
      runProjection({ projection, store: hub.store, pool }),
    );
    await until(() => projections.every((run) => run.status().caughtUp));
    intake = await start();
  });

  afterEach(async () => {
    await intake.stop();
    await Promise.all(projections.map((run) => run.stop()));
    await endPool(pool);
    await hub.close();
  });

  const start = (overrides: Partial<IntakeDeps> = {}, more: Partial<ReconsiderationDeps> = {}) =>
    hub.startIntake({
      ...overrides,
      reconsideration: {
        ...more,
        timeline: createTimelineReader(pool),
        setAside: createSetAsideItems(pool),
        checkpoint: createCheckpoint(pool),
        waitForTimeline: (position) => waitForProjection(pool, 'timeline', position),
      },
    });
  const historyOf = async (id: string, agency = COMMUNITY_HEALTH) =>
    hub.store.readStream(`item-${itemIdOf(agency, id)}`);
  const becomes = (id: string, type: string, agency = COMMUNITY_HEALTH) =>
    until(async () => (await historyOf(id, agency)).find((event) => event.type === type), { what: type });

  it('releases a stub, with its content read again, when agreement is given later', async () => {
    await hub.publish(itemEvent('E-1', { service: 'Audiology' }));
    await hub.settled();
    expect((await historyOf('E-1')).map(({ type }) => type)).toEqual(['ItemWithheld']);
    await hub.publish(agreementEvent('A-1'));
    const released = (await becomes('E-1', 'ItemReleased')).data as ItemReleased;
    const context = itemIdOf(COMMUNITY_HEALTH, 'E-1');
    const [details] = await hub.vault.open([{ sealed: released.content.sealed, context }]);
    expect(details).toMatchObject({ details: { service: 'Audiology' } });
    expect(released.because).toHaveProperty('agreement');
    await until(async () => (await hub.events('record-')).some(({ type }) => type === 'RecordObserved'));
  });

  it('ceases an item when the agreement that it stood on is withdrawn, and says so once', async () => {
    await hub.publish(agreementEvent('A-1'), itemEvent('E-1'));
    await hub.settled();
    await hub.publish(withdrawalEvent('W-1'));
    const ceased = (await becomes('E-1', 'ItemCeased')).data as ItemCeased;
    expect(ceased.decisions.every(({ outcome }) => outcome === 'DENY')).toBe(true);
    await intake.stop();
    intake = await start();
    await hub.publish(itemEvent('E-2'));
    await hub.settled();
    expect((await historyOf('E-1')).map(({ type }) => type)).toEqual(['ItemShared', 'ItemCeased']);
  });

  it('ceases an item that a narrowed agreement no longer covers', async () => {
    await hub.publish(agreementEvent('A-1'), itemEvent('E-1'));
    await hub.settled();
    await hub.publish(narrowingEvent('N-1'));
    const ceased = (await becomes('E-1', 'ItemCeased')).data as ItemCeased;
    expect(ceased.decisions.flatMap(({ reasons }) => reasons)).toContain('AGREEMENT.NOT_COVERED');
  });

  it('shares nothing on an agreement that was narrowed before it arrived', async () => {
    await hub.publish(narrowingEvent('N-1'), agreementEvent('A-1'), itemEvent('E-1'));
    await hub.settled();
    await untilReconsidered(hub.store, pool);
    expect((await historyOf('E-1')).map(({ type }) => type)).toEqual(['ItemWithheld']);
  });

  it.each([
    ['in place of the terms that were held', 'ATS-00001'],
    ['beside it, under a reference of its own', 'ATS-00002'],
  ])('ceases an item that a narrower agreement no longer covers, given %s', async (_how, reference) => {
    const narrower = agreementEvent('A-2', { reference });
    const details = { ...narrower.data.details, givenAt: '2026-04-01T14:00:00Z', categories: ['school'] };
    await hub.publish(agreementEvent('A-1'), itemEvent('E-1'));
    await hub.settled();
    await untilReconsidered(hub.store, pool);
    await hub.publish({ ...narrower, data: { ...narrower.data, details } });
    const ceased = (await becomes('E-1', 'ItemCeased')).data as ItemCeased;
    expect(ceased.because).toEqual({ agreement: agreementIdOf(COMMUNITY_HEALTH, reference) });
    expect(ceased.decisions.flatMap(({ reasons }) => reasons)).toContain('AGREEMENT.NOT_COVERED');
  });

  it('ceases an item when somebody refuses under a reference of its own, and brings it up when they agree', async () => {
    await hub.publish(agreementEvent('A-1'), itemEvent('E-1'));
    await hub.settled();
    await hub.publish(refusalEvent('R-1', { reference: 'ATS-00003' }));
    const ceased = (await becomes('E-1', 'ItemCeased')).data as ItemCeased;
    expect(ceased.decisions.flatMap(({ reasons }) => reasons)).toContain('AGREEMENT.REFUSED');
    const anew = agreementEvent('A-3', { reference: 'ATS-00003' });
    const details = { ...anew.data.details, givenAt: '2026-11-02T09:00:00Z' };
    await hub.publish({ ...anew, data: { ...anew.data, details } });
    await becomes('E-1', 'ItemReleased');
  });

  it('ceases an item of a record that turns out to be of somebody who agreed to less', async () => {
    const number = { identifiers: { nhsNumber: '9990001235' } };
    const names = [{ given: 'Example', family: 'Child' }];
    const narrower = agreementEvent('A-2', {
      ...{ source: HOSPITALS, reference: 'ATS-00002' },
      subject: child('RZZ-7', { ...number, names }),
    });
    const details = { ...narrower.data.details, givenAt: '2026-04-01T14:00:00Z', categories: ['school'] };
    await hub.publish(
      { ...narrower, data: { ...narrower.data, details } },
      agreementEvent('A-1', { subject: child('C-1', { names }) }),
      itemEvent('E-1', { subject: child('C-1', { names }) }),
    );
    await hub.settled();
    await untilReconsidered(hub.store, pool);
    expect((await historyOf('E-1')).map(({ type }) => type)).toEqual(['ItemShared']);
    await hub.publish(itemEvent('E-2', { subject: child('C-1', { ...number, names }) }));
    expect(((await becomes('E-1', 'ItemCeased')).data as ItemCeased).because).toHaveProperty('record');
  });

  it('says what an item stands on now, where another agreement took the place of the one it stood on', async () => {
    const next = agreementEvent('A-2', { reference: 'ATS-00002' });
    const details = { ...next.data.details, replacesReference: 'ATS-00001', givenAt: '2026-04-01T14:00:00Z' };
    await hub.publish(agreementEvent('A-1'), itemEvent('E-1'));
    await hub.settled();
    await hub.publish({ ...next, data: { ...next.data, details } });
    const { decisions } = (await becomes('E-1', 'ItemDecidedAgain')).data as ItemDecidedAgain;
    const stands = decisions.filter(isPermitted).flatMap(({ standsOn }) => standsOn);
    expect(new Set(stands)).toEqual(new Set([agreementIdOf(COMMUNITY_HEALTH, 'ATS-00002')]));
    await hub.publish(withdrawalEvent('W-1', { reference: 'ATS-00001' }));
    await becomes('E-1', 'ItemCeased');
  });

  it('brings up the stubs of another agency once its record is found to be the same person', async () => {
    const number = { identifiers: { nhsNumber: '9990001235' } };
    const names = [{ given: 'Example', family: 'Child' }];
    const unnumbered = child('RZZ-7', { names });
    await hub.publish(
      agreementEvent('A-1', { subject: child('C-1', { ...number, names }) }),
      itemEvent('H-1', { source: HOSPITALS, subject: unnumbered }),
    );
    await hub.settled();
    expect((await historyOf('H-1', HOSPITALS)).map(({ type }) => type)).toEqual(['ItemWithheld']);
    await hub.publish(itemEvent('H-2', { source: HOSPITALS, subject: { ...unnumbered, ...number } }));
    const released = (await becomes('H-1', 'ItemReleased', HOSPITALS)).data as ItemReleased;
    expect(released.because).toHaveProperty('record');
  });

  it('takes up after a restart what was given while it was away', async () => {
    await hub.publish(itemEvent('E-1'));
    await hub.settled();
    await intake.stop();
    const alone = await hub.startIntake();
    await hub.publish(agreementEvent('A-1'));
    await hub.settled();
    await alone.stop();
    intake = await start();
    await becomes('E-1', 'ItemReleased');
    await until(() => intake.status().reconsideration?.released === 1);
  });

  it('keeps who a released item is about, though the process ends once the release is stored', async () => {
    await intake.stop();
    const only = await hub.startIntake();
    await hub.publish(itemEvent('E-1'), agreementEvent('A-1'));
    await hub.settled();
    await only.stop();
    let isOver = false;
    const store = storeWith(hub.store, {
      appendMany: async (appends) => {
        if (isOver) throw unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer');
        const outcomes = await hub.store.appendMany(appends);
        isOver = appends.some(({ events }) => events.some(({ type }) => type === 'ItemReleased'));
        return outcomes;
      },
    });
    const ended = await start({ store });
    await becomes('E-1', 'ItemReleased');
    await ended.stop();
    intake = await start();
    await untilReconsidered(hub.store, pool);
    const observed = (await hub.events('record-')).filter(({ type }) => type === 'RecordObserved');
    expect(observed.map(({ data }) => (data as RecordObserved).item)).toEqual([
      itemIdOf(COMMUNITY_HEALTH, 'E-1'),
    ]);
  });

  it('says what keeps it from going on for a while, and that it goes on', async () => {
    await intake.stop();
    let isAway = false;
    const store = storeWith(hub.store, {
      appendMany: (appends) =>
        isAway && appends.some(({ events }) => events.some(({ type }) => type === 'ItemReleased'))
          ? Promise.reject(unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer'))
          : hub.store.appendMany(appends),
    });
    intake = await start({ store }, { patienceMs: 0 });
    await hub.publish(itemEvent('E-1'));
    await hub.settled();
    isAway = true;
    await hub.publish(agreementEvent('A-1'));
    const fault = () => intake.status().reconsideration?.fault;
    await until(() => fault() === 'EVENT_STORE.UNAVAILABLE', { what: 'a fault that is told' });
    isAway = false;
    await becomes('E-1', 'ItemReleased');
    await until(() => fault() === undefined, { what: 'no fault' });
  });

  it('counts a stub whose content the feed no longer has', async () => {
    await hub.publish(itemEvent('E-1'));
    await hub.settled();
    await hub.feed.prune(new Date(Date.now() + 60_000));
    await hub.publish(agreementEvent('A-1'));
    await until(() => intake.status().reconsideration?.contentGone === 1);
    expect((await historyOf('E-1')).map(({ type }) => type)).not.toContain('ItemReleased');
  });
});
