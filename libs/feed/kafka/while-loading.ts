import { setTimeout as sleep } from 'node:timers/promises';
import { backOffMs } from '../embedded/back-off.js';

/** A broker that has just started or taken over says these until it has read its groups; kafkajs gives up at the first. */
const PASSING = new Set([
  'GROUP_LOAD_IN_PROGRESS',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR_FOR_GROUP',
]);
/** About eleven seconds in all. */
const TRIES = 8;

/** Asks again while the broker still loads its groups; any other error is thrown on. */
export async function whileLoading<T>(ask: () => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (attempt >= TRIES || !passes(error)) throw error;
  }
  await sleep(backOffMs(attempt));
  return whileLoading(ask, attempt + 1);
}

const passes = (error: unknown): boolean =>
  error instanceof Error &&
  (('type' in error && typeof error.type === 'string' && PASSING.has(error.type)) || passes(error.cause));
