import { systemClock } from '#platform';
import { createMetrics } from '#platform/metrics';
import { until } from '../../test/support/until.js';
import type { Receive } from './receive/receive.js';
import { COMMUNITY_HEALTH, itemEvent } from './testing/events.js';
import { startIntakeEngines, type IntakeUnderTest } from './testing/intake-harness.js';

describe('What intake tells of events that wait for long', () => {
  let hub: IntakeUnderTest;
  const metrics = createMetrics();

  beforeAll(async () => {
    hub = await startIntakeEngines();
  });
  afterAll(() => hub.close());

  const toldOf = async () =>
    /^throughline_feed_late_partitions\{agency="(.+)"\} (\d+)$/m.exec((await metrics.read()).text)?.slice(1);
  const takesNothing: Receive = async () => ({ close: async () => undefined });

  it('is after ten minutes, and no sooner, in how many partitions of their agency they do', async () => {
    const standing = await hub.startIntake({ metrics, clock: systemClock, receive: takesNothing });
    await hub.publish(itemEvent('E-1'));
    const passes = (time: string) =>
      hub.pool.query(`UPDATE feed.messages SET appended_at = appended_at - '${time}'::interval`);
    await passes('9 minutes');
    expect(await toldOf()).toEqual([COMMUNITY_HEALTH, '0']);
    await passes('61 seconds');
    expect(await toldOf()).toEqual([COMMUNITY_HEALTH, '1']);
    await standing.stop();
  });

  it('is that none does once they are taken', async () => {
    await hub.startIntake({ metrics, clock: systemClock });
    await hub.settled();
    await until(async () => (await toldOf())?.[1] === '0');
  });
});
