import type pg from 'pg';
import { endPool } from '#feed/testing';
import { createIdentityProjection } from '#identity';
import { createSetAsideItems, createTimelineReader, timelineProjection, type ItemCeased } from '#journey';
import { itemIdOf } from '#platform';
import {
  createPool,
  migrateReadStore,
  runProjection,
  waitForProjection,
  type ProjectionRun,
} from '#read-store';
import { until } from '../../../test/support/until.js';
import type { RunningIntake } from '../create-intake.js';
import { createLeases } from '../lease/leases.js';
import { migrateIntake } from '../migrate-intake.js';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent, refusalEvent } from '../testing/events.js';
import { NOW, startIntakeEngines, type IntakeUnderTest } from '../testing/intake-harness.js';
import { createCheckpoint } from './checkpoint.js';

describe('What ends by the clock', () => {
  let hub: IntakeUnderTest;
  let pool: pg.Pool;
  let projections: readonly ProjectionRun[];
  let now: Date;
  let running: RunningIntake[];

  beforeEach(async () => {
    now = NOW;
    running = [];
    hub = await startIntakeEngines();
    pool = createPool(hub.databaseUrl);
    await migrateReadStore(pool);
    await migrateIntake(hub.databaseUrl);
    projections = [timelineProjection, createIdentityProjection(hub.vault)].map((projection) =>
      runProjection({ projection, store: hub.store, pool }),
    );
    await until(() => projections.every((run) => run.status().caughtUp));
  });
  afterEach(async () => {
    await Promise.all(running.map((each) => each.stop()));
    await Promise.all(projections.map((run) => run.stop()));
    await endPool(pool);
    await hub.close();
  });

  const start = async () => {
    const intake = await hub.startIntake({
      clock: () => now,
      leases: createLeases(pool),
      reconsideration: {
        timeline: createTimelineReader(pool),
        setAside: createSetAsideItems(pool),
        checkpoint: createCheckpoint(pool),
        clock: { checkpoint: createCheckpoint(pool, 'clock'), lookMs: 25 },
        waitForTimeline: (position) => waitForProjection(pool, 'timeline', position),
      },
    });
    running.push(intake);
    return intake;
  };
  const clockAt = async () => createCheckpoint(pool, 'clock').find();
  const lookedAt = (moment: Date) =>
    until(async () => (await clockAt()) === BigInt(moment.getTime()), { what: 'a look at that moment' });
  /** Everything published is taken, and what it changes was decided again. */
  const settled = async () => {
    await hub.settled();
    const head = (await hub.store.headPosition()) ?? 0n;
    await until(async () => ((await createCheckpoint(pool).find()) ?? -1n) >= head, {
      what: 'reconsidering',
    });
  };
  const historyOf = (id: string) => hub.store.readStream(`item-${itemIdOf(COMMUNITY_HEALTH, id)}`);
  const ceased = (id: string) =>
    until(async () => (await historyOf(id)).find(({ type }) => type === 'ItemCeased'), { what: 'ceasing' });
  const typesOf = async (id: string) => (await historyOf(id)).map(({ type }) => type);

  it('ceases what stood on an agreement once its last day is over, and not on that day', async () => {
    await start();
    await hub.publish(agreementEvent('A-1'), itemEvent('E-1'));
    await settled();
    now = new Date('2027-03-01T23:59:59Z');
    await lookedAt(now);
    expect(await typesOf('E-1')).toEqual(['ItemShared']);
    now = new Date('2027-03-02T00:00:00Z');
    const { data } = await ceased('E-1');
    expect((data as ItemCeased).because).toMatchObject({ clock: 'EXPIRED' });
    expect((data as ItemCeased).decisions.flatMap(({ reasons }) => reasons)).toContain('AGREEMENT.EXPIRED');
    await lookedAt(now);
  });

  it('ceases what was agreed to anew after a refusal, though what was agreed to before it would last longer', async () => {
    const anew = agreementEvent('A-3', { reference: 'ATS-00003' });
    const details = { ...anew.data.details, givenAt: '2026-11-02T09:00:00Z', expiresAt: '2026-12-01' };
    await start();
    await hub.publish(
      ...[agreementEvent('A-1'), refusalEvent('R-1', { reference: 'ATS-00003' })],
      ...[{ ...anew, data: { ...anew.data, details } }, itemEvent('E-1')],
    );
    await settled();
    expect(await typesOf('E-1')).toEqual(['ItemShared']);
    now = new Date('2026-12-02T00:00:00Z');
    await lookedAt(now);
    expect(await typesOf('E-1')).toEqual(['ItemShared', 'ItemCeased']);
  });

  it('ceases what a parent agreed to when the young person may have turned sixteen', async () => {
    const subject = child('C-9', { dateOfBirth: '2011-01-20' });
    const competence = { by: 'A', date: '2026-02-01', result: 'NOT_COMPETENT', reason: 'B' };
    const given = agreementEvent('A-9', { subject });
    const details = { ...given.data.details, competence };
    await start();
    await hub.publish({ ...given, data: { ...given.data, details } }, itemEvent('E-9', { subject }));
    await settled();
    expect(await typesOf('E-9')).toEqual(['ItemShared']);
    now = new Date('2027-01-20T00:00:00Z');
    const { data } = await ceased('E-9');
    expect((data as ItemCeased).because).toMatchObject({ clock: 'AUTHORITY_ENDED' });
  });

  it('takes up what ended while no process ran, and leaves what still stands', async () => {
    const other = child('C-2');
    const lasting = agreementEvent('A-2', { subject: other, reference: 'ATS-00002' });
    const details = { ...lasting.data.details, expiresAt: '2027-12-31' };
    const first = await start();
    await hub.publish(
      ...[agreementEvent('A-1'), itemEvent('E-1')],
      ...[{ ...lasting, data: { ...lasting.data, details } }, itemEvent('E-2', { subject: other })],
    );
    await settled();
    await lookedAt(now);
    await first.stop();
    now = new Date('2027-04-01T00:00:00Z');
    await start();
    await ceased('E-1');
    await lookedAt(now);
    expect(await typesOf('E-2')).toEqual(['ItemShared']);
  });

  it('ceases once, whichever of two processes does it, and however often it looks', async () => {
    const [one] = await Promise.all([start(), start()]);
    await hub.publish(agreementEvent('A-1'), itemEvent('E-1'));
    await settled();
    now = new Date('2027-03-02T00:00:00Z');
    await ceased('E-1');
    await lookedAt(now);
    await one.stop();
    now = new Date('2027-03-02T00:05:00Z');
    await lookedAt(now);
    expect(await typesOf('E-1')).toEqual(['ItemShared', 'ItemCeased']);
  });
});
