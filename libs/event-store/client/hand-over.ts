import { isThroughlineError, type Logger } from '#platform';
import type { SubscriptionBatch } from '../ports.js';
import { BackOff, pause } from './back-off.js';

export type Handler = (batch: SubscriptionBatch) => Promise<void>;

export interface HandOver {
  readonly handle: Handler;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/**
 * Hands a batch over again and again until its handler takes it. False where the signal came first. Throws what the
 * handler threw where another try would mend nothing.
 */
export async function handOver(
  batch: SubscriptionBatch,
  { handle, signal, logger }: HandOver,
): Promise<boolean> {
  const backOff = new BackOff();
  while (!signal.aborted) {
    try {
      await handle(batch);
      return true;
    } catch (error) {
      if (!isThroughlineError(error) || !error.retryable) throw error;
      logger.warn('A batch could not be handled; trying again', { error });
      await pause(backOff.nextMs, signal);
    }
  }
  return false;
}
