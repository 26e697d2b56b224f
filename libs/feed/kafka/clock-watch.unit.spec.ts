import { until } from '../../../test/support/until.js';
import { watchClock } from './clock-watch.js';

const DAY = 86_400_000;

describe('The watch on the clock of a member of a Kafka group', () => {
  /** Looks at the clock as it stands after each step, and counts how often it was told. */
  async function toldAfter(...steps: readonly number[]): Promise<number> {
    let told = 0;
    let looks = 0;
    const ofDay = () => steps[Math.min(looks++, steps.length - 1)] ?? 0;
    const stop = watchClock(() => (told += 1), { ofDay, steady: () => 0 });
    await until(() => told > 0 || looks > steps.length);
    stop();
    return told;
  }

  it('tells when the time of day goes back', async () => {
    expect(await toldAfter(2 * DAY, 0)).toBe(1);
  });

  it('tells when a clock that was set ahead is set right again', async () => {
    expect(await toldAfter(0, 2 * DAY, 0)).toBe(1);
  });

  it('says nothing of a clock that goes ahead, or is put right by a second', async () => {
    expect(await toldAfter(0, 2 * DAY, 2 * DAY - 1_000)).toBe(0);
  });
});
