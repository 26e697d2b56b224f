import { unavailable } from '#platform';
import type { EventStore } from '#event-store';

export interface StoreGate {
  /** Lets appends fail as when the event store is away, or work again. */
  fail(failing: boolean): void;
  /** Holds the next append back until released. */
  hold(): { readonly reached: Promise<void>; release(): void };
}

/** The real store with a gate before its `append`. */
export function gateStore(store: EventStore): { readonly store: EventStore; readonly gate: StoreGate } {
  let failing = false;
  let held: { arrived: () => void; opened: Promise<void> } | undefined;
  const append: EventStore['append'] = async (...given) => {
    if (failing) throw unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer.');
    const waiting = held;
    held = undefined;
    waiting?.arrived();
    await waiting?.opened;
    return store.append(...given);
  };
  const gate: StoreGate = {
    fail: (next) => void (failing = next),
    hold: () => {
      const reached = signal();
      const opened = signal();
      held = { arrived: reached.resolve, opened: opened.promise };
      return { reached: reached.promise, release: opened.resolve };
    },
  };
  return { store: Object.create(store, { append: { value: append } }) as EventStore, gate };
}

export function signal(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
