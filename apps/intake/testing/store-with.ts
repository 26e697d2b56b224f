import { setTimeout as wait } from 'node:timers/promises';
import type { EventStore } from '#event-store';
import { unavailable } from '#platform';
import type { seededDice } from '../../../test/chaos/dice.js';

/** The real store, some of whose calls go another way. */
export const storeWith = (store: EventStore, instead: Partial<EventStore>): EventStore => ({
  append: (stream, expected, events) => store.append(stream, expected, events),
  appendMany: (appends) => store.appendMany(appends),
  readStream: (stream) => store.readStream(stream),
  readAll: (options) => store.readAll(options),
  subscribe: (options, handle) => store.subscribe(options, handle),
  headPosition: () => store.headPosition(),
  eventAt: (position) => store.eventAt(position),
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

export interface Mortal {
  readonly store: EventStore;
  /** Resolves when the process that has this store is as good as dead: half of a group is stored, and nothing answers. */
  readonly died: Promise<void>;
  /** Lets what waits for an answer end, so that the spec can end too. */
  readonly bury: () => void;
}

/** Dies at the `last`th group of appends, in the middle. */
export function mortal(store: EventStore, last: number): Mortal {
  let calls = 0;
  let [die, bury] = [() => undefined as void, () => undefined as void];
  const died = new Promise<void>((resolve) => (die = resolve));
  const buried = new Promise<void>((resolve) => (bury = resolve));
  const nothing = async (): Promise<never> => {
    await buried;
    throw unavailable('EVENT_STORE.UNAVAILABLE', 'The event store does not answer');
  };
  const appendMany: EventStore['appendMany'] = async (appends) => {
    calls += 1;
    if (calls < last) return store.appendMany(appends);
    if (calls === last) await store.appendMany(appends.slice(0, Math.ceil(appends.length / 2)));
    die();
    return nothing();
  };
  const orNothing =
    <A extends readonly unknown[], R>(call: (...given: A) => Promise<R>) =>
    (...given: A): Promise<R> =>
      calls < last ? call(...given) : nothing();
  return {
    store: storeWith(store, {
      appendMany,
      append: orNothing((stream, expected, events) => store.append(stream, expected, events)),
      readStream: orNothing((stream) => store.readStream(stream)),
    }),
    died,
    bury,
  };
}
