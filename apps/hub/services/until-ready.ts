import { setTimeout as pause } from 'node:timers/promises';
import { unavailable } from '#platform';
import { VIEWS_CHECK } from '#runtime';

const LOOK_EVERY_MS = 50;

interface Readiness {
  readonly status?: string;
  readonly failing?: readonly string[];
}

/** Undefined where nobody answers. */
async function readinessAt(url: string): Promise<Readiness | undefined> {
  const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
  return (await answer?.json().catch(() => undefined)) as Readiness | undefined;
}

/** Checks that fail now; undefined while it does not answer, or still starts. */
export const failingAt = async (url: string): Promise<readonly string[] | undefined> =>
  (await readinessAt(url))?.failing;

/** A wrong setting does not mend itself: a service that ended with 1 before it was ready is not waited for. */
export async function untilReady(
  name: string,
  url: string,
  withinMs: number,
  lastCode: () => number | null | undefined,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await readinessAt(url);
    if (found?.failing?.every(isBeingPrepared)) return;
    if (lastCode() === 1) throw notReady(name, 'ended; its line above says why');
    if (performance.now() > deadline) throw notReady(name, whyNot(found));
    await pause(LOOK_EVERY_MS);
  }
}

/** By the projector, for as long as it takes after an upgrade: that must end no service. */
const isBeingPrepared = (name: string): boolean => name === VIEWS_CHECK;

function whyNot(found: Readiness | undefined): string {
  if (found?.failing) return `waits for ${found.failing.join(', ')}`;
  return found?.status === 'starting'
    ? 'is still starting; its lines above say what it waits for'
    : 'does not answer';
}

const notReady = (name: string, why: string) =>
  unavailable('HUB.SERVICE_NOT_READY', `The ${name} did not become ready: it ${why}`);
