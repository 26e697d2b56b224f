import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../support/until.js';
import type { Victim } from './victim.js';

export interface Fault {
  readonly victim: number;
  readonly kind: 'kill' | 'pause';
  /** How long a paused process stands still, ms. */
  readonly forMs: number;
  /** How long all is well before it, ms. */
  readonly afterMs: number;
}

interface Dice {
  below(limit: number): number;
}

const LONGEST_PAUSE_MS = 2_500;
/** Longer than a consumer may be silent in its group: its partitions go to others while it sleeps. */
export const VERY_LONG_PAUSE_MS = 14_000;
/** One of so many is such a pause. */
const VERY_LONG_EVERY = 40;

/** The faults of a run, the same for the same dice. A run of 40 or more holds a very long pause whatever they show. */
export function drawFaults(dice: Dice, count: number, victims: number): readonly Fault[] {
  const faults: Fault[] = [];
  for (let from = 0; from < count; from += VERY_LONG_EVERY) {
    const longAt = from + dice.below(VERY_LONG_EVERY);
    for (let at = from; at < Math.min(from + VERY_LONG_EVERY, count); at += 1)
      faults.push(at === longAt ? drawLongPause(dice, victims) : drawFault(dice, victims));
  }
  return faults;
}

function drawFault(dice: Dice, victims: number): Fault {
  const victim = dice.below(victims);
  const kind = dice.below(3) === 0 ? 'pause' : 'kill';
  return { victim, kind, forMs: 200 + dice.below(LONGEST_PAUSE_MS), afterMs: dice.below(1_500) };
}

const drawLongPause = (dice: Dice, victims: number): Fault => ({
  ...{ victim: dice.below(victims), kind: 'pause', forMs: VERY_LONG_PAUSE_MS, afterMs: dice.below(1_500) },
});

/** Strikes one process, and resolves when it does its work again. */
export async function strike({ kind, forMs }: Fault, victim: Victim): Promise<void> {
  const pid = victim.pid();
  if (pid !== undefined && isThere(pid)) await (kind === 'kill' ? kill(pid) : stand(pid, forMs));
  await victim.heal();
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await until(() => !isThere(pid), { what: `the end of process ${pid}` });
}

async function stand(pid: number, forMs: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await pause(forMs);
  // Whoever supervises it may have ended it meanwhile.
  if (isThere(pid)) process.kill(pid, 'SIGCONT');
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
