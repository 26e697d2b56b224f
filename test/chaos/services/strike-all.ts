import { setTimeout as pause } from 'node:timers/promises';
import { seededDice } from '../dice.js';
import type { ChaosOptions } from './run-chaos.js';
import { drawFaults, strike } from './strike.js';
import type { Victim } from './victim.js';

type Strikes = Pick<ChaosOptions, 'seed' | 'faults' | 'tell' | 'enough'>;

/** One fault after another, until there were so many or it is enough; then heals all. Answers how often each was struck. */
export async function strikeAll(
  victims: readonly Victim[],
  { seed, faults, tell, enough }: Strikes,
): Promise<Readonly<Record<string, number>>> {
  const struck: Record<string, number> = {};
  for (const [at, fault] of drawFaults(seededDice(seed), faults, victims.length).entries()) {
    const victim = victims[fault.victim];
    if (!victim) continue;
    await pause(fault.afterMs);
    if (enough?.aborted) break;
    const began = performance.now();
    await strike(fault, victim);
    struck[victim.name] = (struck[victim.name] ?? 0) + 1;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    tell(`${at + 1}/${faults} ${fault.kind} ${victim.name}: well again after ${seconds} s`);
  }
  for (const victim of victims) await victim.heal();
  return struck;
}
