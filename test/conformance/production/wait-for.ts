import { setTimeout as pause } from 'node:timers/promises';

/** True once the condition holds, false where it does not in time. */
export async function waitFor(condition: () => boolean, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > end) return false;
    await pause(20);
  }
  return true;
}
