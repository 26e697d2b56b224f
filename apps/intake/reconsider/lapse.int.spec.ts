import type { StatedSharing } from '#contracts';
import { createDemoDirectory } from '#access';
import { emergencyProjection } from '#governance';
import { createSetAsideItems, createTimelineReader, type ItemCeased, type ItemDecidedAgain } from '#journey';
import { itemIdOf } from '#platform';
import { runProjection, waitForProjection, type ProjectionRun } from '#read-store';
import { agreementsProjection, isPermitted, overridesProjection } from '#sharing';
import { seededDice } from '../../../test/chaos/dice.js';
import { until } from '../../../test/support/until.js';
import { checkPage } from '../../projector/check-basis/check-page.js';
import { ceasedTellings } from '../../projector/tell-publishers/ceased-telling.js';
import type { RunningIntake } from '../create-intake.js';
import { createLeases } from '../lease/leases.js';
import { startCounty, type CountyUnderTest } from '../testing/county.js';
import { COMMUNITY_HEALTH } from '../testing/events.js';
import { judging, stating } from '../testing/facts.js';
import { randomFamilies } from '../testing/random-families.js';
import { createCheckpoint } from './checkpoint.js';

/** The second rule set is in force. */
const NOW = new Date('2026-11-26T09:00:00Z');
const ORDER = { kind: 'COURT_ORDER', effect: 'COMPELS', reference: 'Marker-Case-114' } as const;

const daysOn = (days: number): string => new Date(NOW.getTime() + days * 86_400_000).toISOString();

describe('What an item states itself, and time ends', () => {
  let county: CountyUnderTest;
  let views: readonly ProjectionRun[];
  let now: Date;

  beforeEach(async () => {
    now = NOW;
    county = await startCounty();
    const { pool, hub } = county;
    views = [agreementsProjection, overridesProjection, emergencyProjection].map((projection) =>
      runProjection({ projection, store: hub.store, pool, idleCheckMs: 100 }),
    );
    await until(() => views.every((run) => run.status().caughtUp));
  });
  afterEach(async () => {
    await Promise.all(views.map((run) => run.stop()));
    await county.close();
  });

  const start = (): Promise<RunningIntake> => {
    const { pool } = county;
    return county.start({
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
  };
  /** The view shows what was published before the clock is put on. */
  const told = async (...items: readonly (readonly [id: string, sharing: Partial<StatedSharing>])[]) => {
    await county.hub.publish(...items.map(([id, sharing]) => stating(id, { sharing })));
    await county.hub.settled();
    await county.reconsidered();
    await waitForProjection(county.pool, 'timeline', (await county.hub.store.headPosition()) ?? 0n);
  };
  const lookedAt = async (moment: string) => {
    now = new Date(moment);
    const looks = createCheckpoint(county.pool, 'clock');
    await until(async () => (await looks.find()) === BigInt(now.getTime()), {
      what: 'a look at that moment',
    });
  };
  const historyOf = (id: string) => county.hub.store.readStream(`item-${itemIdOf(COMMUNITY_HEALTH, id)}`);
  const typesOf = async (id: string) => (await historyOf(id)).map(({ type }) => type);
  const becomes = (id: string, type: string) =>
    until(async () => (await historyOf(id)).find((event) => event.type === type), { what: type });
  const countShared = async () => {
    const shared = `SELECT count(*)::int AS count FROM timeline.items WHERE state = 'SHARED'`;
    return (await county.pool.query<{ count: number }>(shared)).rows[0]?.count ?? 0;
  };
  /** What the check of bases would find on its next round. */
  const withoutBasis = async () => {
    const head = (await county.hub.store.headPosition()) ?? 0n;
    for (const view of ['timeline', 'families', 'agreements', 'overrides', 'emergency'])
      await waitForProjection(county.pool, view, head);
    const { recipients } = (await createDemoDirectory()).directory;
    const checked = { pool: county.pool, recipients, clock: () => now };
    return (await checkPage(checked, undefined)).withoutBasis;
  };

  it('ceases what was judged 28 days ago, not one moment earlier, and tells those who could see it', async () => {
    await start();
    const judgement = judging('SIGNIFICANT_HARM', { reviewBy: '2026-12-18T09:00:00Z' });
    await told(['E-1', { judgement }]);
    await lookedAt('2026-12-18T08:59:59.999Z');
    expect(await typesOf('E-1')).toEqual(['ItemShared']);
    expect(await withoutBasis()).toEqual([]);
    now = new Date('2026-12-18T09:00:00.000Z');
    const ceased = await becomes('E-1', 'ItemCeased');
    expect((ceased.data as ItemCeased).because).toEqual({ clock: 'LAPSED' });
    expect((ceased.data as ItemCeased).decisions.flatMap(({ reasons }) => reasons)).toContain(
      'JUDGEMENT.LAPSED',
    );
    expect(await withoutBasis()).toEqual([]);
    const tellings = await ceasedTellings(county.hub.store, ceased);
    expect(tellings.map(({ to }) => to)).toContain('urn:agency:la:873');
  });

  it('ceases what an order compelled once its last day is over', async () => {
    await start();
    await told(['E-2', { orders: [{ ...ORDER, until: '2027-01-15' }] }]);
    await lookedAt('2027-01-15T23:59:59.999Z');
    expect(await typesOf('E-2')).toEqual(['ItemShared']);
    now = new Date('2027-01-16T00:00:00.000Z');
    await becomes('E-2', 'ItemCeased');
    expect(await withoutBasis()).toEqual([]);
  });

  it('looks again at each of several ends, and says on what it stands in between', async () => {
    await start();
    const judgement = judging('SIGNIFICANT_HARM');
    await told(['E-3', { judgement, orders: [{ ...ORDER, until: '2027-01-15' }] }]);
    await lookedAt('2026-12-10T09:00:00.000Z');
    const { decisions, because } = (await becomes('E-3', 'ItemDecidedAgain')).data as ItemDecidedAgain;
    expect(new Set(decisions.filter(isPermitted).map(({ row }) => row))).toEqual(new Set(['D1']));
    expect(because).toEqual({ clock: 'LAPSED' });
    now = new Date('2027-01-16T00:00:00.000Z');
    await becomes('E-3', 'ItemCeased');
    expect(await withoutBasis()).toEqual([]);
  });

  it('leaves nothing stored otherwise than it would be decided, whatever was told and however the clock jumps', async () => {
    const dice = seededDice(17);
    await start();
    const events = randomFamilies(dice, { families: 4, events: 12, withdrawals: true, anew: true });
    const judged = Array.from({ length: 8 }, (_, one) =>
      stating(`J-${one}`, {
        sharing: {
          judgement: judging('SIGNIFICANT_HARM', { reviewBy: daysOn(1 + dice.below(21)) }),
          ...(one % 2 === 0
            ? { orders: [{ ...ORDER, until: daysOn(10 + dice.below(90)).slice(0, 10) }] }
            : {}),
        },
      }),
    );
    await county.hub.publish(...events, ...judged);
    await county.hub.settled();
    await county.reconsidered();
    const left: number[] = [];
    for (let day = 0; day < 130; day += 1 + dice.below(40)) {
      await lookedAt(daysOn(day));
      await county.reconsidered();
      expect(await county.leftToDecide(() => now)).toEqual([]);
      left.push(await countShared());
    }
    expect(left.at(-1)).toBeLessThan(left[0] ?? 0);
  });

  it('finds what ended while no process ran, however long ago, and lets it cease once', async () => {
    const first = await start();
    await told(['E-4', { judgement: judging('SIGNIFICANT_HARM') }]);
    await first.stop();
    now = new Date('2027-05-01T00:00:00Z');
    await Promise.all([start(), start()]);
    await becomes('E-4', 'ItemCeased');
    await lookedAt('2027-05-01T00:05:00Z');
    await lookedAt('2027-05-01T00:10:00Z');
    expect(await typesOf('E-4')).toEqual(['ItemShared', 'ItemCeased']);
  });
});
