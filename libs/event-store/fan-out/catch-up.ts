import type { Handler } from '../client/hand-over.js';
import type { EventStore, SubscriptionOptions } from '../ports.js';

export interface CatchingUp {
  readonly store: Pick<EventStore, 'subscribe'>;
  readonly options: SubscriptionOptions;
  readonly take: Handler;
}

export type CaughtUp = 'caught-up' | 'stopped' | 'ended';

/**
 * Follows by a subscription of its own until the server says that nothing more waits; nothing behind that mark is handed
 * over. `ended` where the store was closed. Rejects as the subscription does.
 */
export async function catchUp({ store, options, take }: CatchingUp, signal: AbortSignal): Promise<CaughtUp> {
  if (signal.aborted) return 'stopped';
  let resolve: (outcome: CaughtUp) => void = () => undefined;
  const outcome = new Promise<CaughtUp>((onResolve) => (resolve = onResolve));
  let isOver = false;
  const own = store.subscribe(options, async (batch) => {
    if (isOver) return;
    await take(batch);
    if (!batch.caughtUp) return;
    isOver = true;
    resolve('caught-up');
  });
  const stopped = () => resolve('stopped');
  signal.addEventListener('abort', stopped, { once: true });
  try {
    return await Promise.race([outcome, own.done.then((): CaughtUp => 'ended')]);
  } finally {
    isOver = true;
    signal.removeEventListener('abort', stopped);
    await own.stop();
  }
}
