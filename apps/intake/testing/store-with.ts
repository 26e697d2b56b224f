import { setTimeout as wait } from 'node:timers/promises';
import type { EventStore } from '#event-store';
import type { seededDice } from '../../../test/chaos/dice.js';

/** The real store, some of whose calls go another way. */
export const storeWith = (store: EventStore, instead: Partial<EventStore>): EventStore => ({
  append: (stream, expected, events) => store.append(stream, expected, events),
  appendMany: (appends) => store.appendMany(appends),
  readStream: (stream) => store.readStream(stream),
  readAll: (options) => store.readAll(options),
  subscribe: (options, handle) => store.subscribe(options, handle),
  headPosition: () => store.headPosition(),
  close: () => store.close(),
  ...instead,
});

/** Slow now and then, so that decisions of several processes overlap. */
export const slow = (store: EventStore, dice: ReturnType<typeof seededDice>, mostMs: number): EventStore =>
  storeWith(store, {
    appendMany: async (appends) => {
      await wait(dice.below(mostMs));
      return store.appendMany(appends);
    },
  });

export interface Gate {
  readonly store: EventStore;
  /** Resolves when something is to be stored and waits at the gate. */
  readonly reached: Promise<void>;
  /** From now on nothing waits. */
  open(): void;
}

/** Holds back whatever is to be stored: decided, but not yet there for others. */
export function gated(store: EventStore): Gate {
  let [open, arrive] = [() => undefined as void, () => undefined as void];
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  const appendMany: EventStore['appendMany'] = async (appends) => {
    arrive();
    await opened;
    return store.appendMany(appends);
  };
  return { store: storeWith(store, { appendMany }), reached, open };
}
