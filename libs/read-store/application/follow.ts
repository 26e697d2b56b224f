import type { EventStore, StorePosition, SubscriptionBatch } from '#event-store';

export interface Following {
  readonly store: EventStore;
  readonly prefixes: readonly string[];
  readonly after: StorePosition | undefined;
  readonly maxBatch: number;
  /** Serial. A throw ends the following and is rethrown by `follow`. */
  handle(batch: SubscriptionBatch): Promise<void>;
}

/** Follows the store until the signal is aborted or the handler throws. The subscription is stopped either way. */
export async function follow(following: Following, signal: AbortSignal): Promise<void> {
  const { store, prefixes, after, maxBatch } = following;
  const ended = deferred();
  let over = signal.aborted;
  const end = () => ended.resolve();
  signal.addEventListener('abort', end, { once: true });
  if (over) end();
  const subscription = store.subscribe({ after, prefixes, maxBatch }, async (batch) => {
    if (over || signal.aborted) return;
    try {
      await following.handle(batch);
    } catch (error) {
      // The store must not hand the batch over again: the caller decides, from its own checkpoint.
      over = true;
      ended.reject(error as Error);
    }
  });
  subscription.done.then(end, (error: unknown) => ended.reject(error as Error));
  try {
    await ended.promise;
  } finally {
    over = true;
    signal.removeEventListener('abort', end);
    await subscription.stop();
  }
}

function deferred() {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
