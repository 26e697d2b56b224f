import { setTimeout as pause } from 'node:timers/promises';
import { buildHub } from '../../hub/hub-process.js';
import { until } from '../../support/until.js';
import { type ChaosReport, underLoad } from './run-chaos.js';
import { startWorld, type Service, type World } from './world.js';

const SEED = 7;
const DAYS = 2;
/** Seen by the service within a second; then it goes on for a while. */
const AHEAD_MS = 3_000;
/** Longer than a member that sends no heartbeat stays in its group. */
const BEHIND_MS = 12_000;
/** A group that is shared out anew waits this long for a member with a batch in hand. */
const READY_WITHIN_MS = 70_000;

describe('Services whose clocks jump two days ahead and two days back while agencies publish', () => {
  let world: World;
  let report: Pick<ChaosReport, 'accepted' | 'eventsStored' | 'findings'>;
  const notReady: string[] = [];

  async function jump(service: Service): Promise<void> {
    const at = world.services.flatMap(({ name }, index) => (name === service ? [index] : []));
    for (const [days, ms] of [
      [DAYS, AHEAD_MS],
      [-DAYS, BEHIND_MS],
      [0, 1_500],
    ] as const) {
      for (const index of at) world.clocks[index]?.set(days);
      await pause(ms);
      for (const index of at)
        await until(async () => (await world.services[index]?.failing())?.length === 0, {
          withinMs: READY_WITHIN_MS,
        }).catch(() => notReady.push(`${service} ${days} days`));
    }
  }

  beforeAll(async () => {
    buildHub();
    world = await startWorld({ withClocks: true });
    const options = { seed: SEED, faults: 20, perSecond: 20, tell: () => undefined };
    report = await underLoad(world, options, async () => {
      for (const service of ['gateway', 'intake', 'projector', 'workbench'] as const) await jump(service);
    });
  }, 600_000);
  afterAll(() => world.stop());

  it('keep working, whatever the time', () => {
    expect(notReady).toEqual([]);
    expect(report.accepted).toBeGreaterThan(300);
  });

  // What was decided on another day may well differ from what is decided today, so that is not asked here.
  it.each([
    'accepted events without exactly one outcome',
    'events of one subject in another order',
    'feed positions that two outcomes claim',
    'streams with a gap or a double',
    'views that differ from a rebuild',
  ])('leave no %s', (check) => {
    expect(report.findings[check]).toEqual([]);
  });
});
