import { strikeAll } from './strike-all.js';
import type { Victim } from './victim.js';

/** Of no process, so that a strike only heals it. */
function victimOf(name: string) {
  let healed = 0;
  const victim: Victim = { name, pid: () => undefined, heal: async () => void (healed += 1) };
  return { victim, healed: () => healed };
}

describe('A run of faults', () => {
  it('strikes as often as was asked, tells of each, and heals all in the end', async () => {
    const [one, other] = [victimOf('one'), victimOf('other')];
    const told: string[] = [];
    const struck = await strikeAll([one.victim, other.victim], {
      ...{ seed: 1, faults: 3 },
      tell: (line) => void told.push(line),
    });
    expect(Object.values(struck).reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(told).toHaveLength(3);
    expect([one.healed(), other.healed()]).toEqual([(struck['one'] ?? 0) + 1, (struck['other'] ?? 0) + 1]);
  });

  it('strikes no more once it is enough, and heals all the same', async () => {
    const one = victimOf('one');
    const enough = new AbortController();
    const struck = await strikeAll([one.victim], {
      ...{ seed: 1, faults: 1_000, enough: enough.signal },
      tell: () => enough.abort(),
    });
    expect(struck).toEqual({ one: 1 });
    expect(one.healed()).toBe(2);
  });
});
