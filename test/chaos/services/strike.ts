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

/** Longer than a consumer may be silent in its group, now and then: its partitions go to others while it sleeps. */
const LONGEST_PAUSE_MS = 4_000;
const VERY_LONG_PAUSE_MS = 14_000;

export function drawFault(dice: Dice, victims: number): Fault {
  const victim = dice.below(victims);
  const kind = dice.below(3) === 0 ? 'pause' : 'kill';
  const forMs = dice.below(12) === 0 ? VERY_LONG_PAUSE_MS : 200 + dice.below(LONGEST_PAUSE_MS);
  return { victim, kind, forMs, afterMs: dice.below(1_500) };
}

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
