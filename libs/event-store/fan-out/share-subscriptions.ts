import { silentLogger, type Logger } from '#platform';
import type { Handler } from '../client/hand-over.js';
import type { EventStore, Subscription, SubscriptionOptions } from '../ports.js';
import { Follower } from './follower.js';
import { SharedSource } from './shared-source.js';

export interface ShareOptions {
  /** What the shared subscription brings; who asks for anything else gets a subscription alone. */
  readonly prefixes: readonly string[];
  readonly logger?: Logger;
  /** Events that may wait for one follower; with more it catches up by itself again. Default 2,000. */
  readonly mostWaiting?: number;
}

const MOST_WAITING = 2_000;

/** The same store, but all who follow it through this one share a live subscription: each event comes once. */
export function shareSubscriptions(store: EventStore, options: ShareOptions): EventStore {
  const { prefixes, logger = silentLogger, mostWaiting = MOST_WAITING } = options;
  const source = new SharedSource({ store, prefixes, logger });
  const running = new Set<Subscription>();
  let isClosed = false;
  const subscribe = (wanted: SubscriptionOptions, handle: Handler): Subscription => {
    if (isClosed || !covers(prefixes, wanted.prefixes)) return store.subscribe(wanted, handle);
    const subscription = start(new Follower({ ...wanted, store, source, handle, logger, mostWaiting }));
    running.add(subscription);
    const forget = () => void running.delete(subscription);
    subscription.done.then(forget, forget);
    return subscription;
  };
  return {
    append: (stream, expected, events) => store.append(stream, expected, events),
    appendMany: (appends) => store.appendMany(appends),
    readStream: (stream) => store.readStream(stream),
    readAll: (reading) => store.readAll(reading),
    subscribe,
    headPosition: () => store.headPosition(),
    eventAt: (position) => store.eventAt(position),
    close: async () => {
      isClosed = true;
      await Promise.all([...running].map((subscription) => subscription.stop()));
      await store.close();
    },
  };
}

function start(follower: Follower): Subscription {
  const done = follower.run();
  // Whoever awaits `done` still sees the failure; whoever does not must not lose the process to it.
  done.catch(() => undefined);
  return {
    done,
    stop: async () => {
      follower.stop();
      await done.catch(() => undefined);
    },
  };
}

const covers = (shared: readonly string[], wanted: readonly string[]): boolean =>
  wanted.length > 0 && wanted.every((prefix) => shared.some((one) => prefix.startsWith(one)));
