import type { EventStore, NewEvent } from '#event-store';
import { derivedUuid } from '#platform';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compare } from './load.js';
import type { ProductionQuestion, Target } from './question.js';
import { waitFor } from './wait-for.js';

const EVENTS = 6_400;
const EVENT_BYTES = 10_000;
const PER_APPEND = 50;
/** A quarter of what waits for the consumer. */
const MOST_HELD_BYTES = (EVENTS * EVENT_BYTES) / 4;

export const SLOW_CONSUMER: ProductionQuestion = {
  name: 'a consumer that handles slowly loses nothing, and what waits for it does not pile up in memory',
  whyNot: () => undefined,
  ask,
};

async function ask(target: Target): Promise<string[]> {
  const { patienceMs } = target;
  const store = target.connect();
  const slow = new SlowConsumer(store, target.prefix('slow'));
  if (!(await waitFor(() => slow.isLive, patienceMs))) return ['The subscription did not catch up.'];
  slow.hold();
  const streams = await fill(store, target.prefix('slow'));
  const held = await heldBytes(slow.heldBefore);
  slow.release();
  const all = await waitFor(() => slow.seen.length >= EVENTS, patienceMs);
  await slow.subscription.stop();
  return [
    ...(held > MOST_HELD_BYTES
      ? [`${megabytes(held)} MB of ${megabytes(EVENTS * EVENT_BYTES)} were held.`]
      : []),
    ...(all ? [] : [`${slow.seen.length} of ${EVENTS} events were handed over in time.`]),
    ...compare('Handed over', streams, [...new Set(slow.seen)]),
    ...(slow.seen.length > EVENTS ? ['Some events were handed over twice.'] : []),
  ];
}

class SlowConsumer {
  readonly seen: string[] = [];
  isLive = false;
  heldBefore = 0;
  #held = Promise.resolve();
  release: () => void = () => undefined;
  readonly subscription;

  constructor(store: EventStore, prefix: string) {
    this.subscription = store.subscribe(
      { prefixes: [prefix], maxBatch: 50 },
      async ({ events, caughtUp }) => {
        this.isLive ||= caughtUp;
        await this.#held;
        this.seen.push(...events.map(({ stream }) => stream));
      },
    );
  }

  hold(): void {
    this.heldBefore = bytesInUse();
    this.#held = new Promise((resolve) => (this.release = resolve));
  }
}

async function fill(store: EventStore, prefix: string): Promise<string[]> {
  const streams = Array.from({ length: EVENTS / PER_APPEND }, (_, at) => `${prefix}${at}`);
  for (let at = 0; at < streams.length; at += 4) {
    const some = streams.slice(at, at + 4);
    await store.appendMany(
      some.map((stream) => ({ stream, expected: 'no-stream', events: eventsOf(stream) })),
    );
  }
  return streams;
}

const PAYLOAD = { pad: 'x'.repeat(EVENT_BYTES) };

const eventsOf = (stream: string): NewEvent[] =>
  Array.from({ length: PER_APPEND }, (_, at) => ({
    id: derivedUuid('conformance', stream, String(at)),
    type: 'Waited',
    data: PAYLOAD,
    metadata: { schemaVersion: 1 },
  }));

/** Once nothing more comes in, or the limit is passed anyway. */
async function heldBytes(before: number): Promise<number> {
  let held = bytesInUse() - before;
  await waitFor(() => {
    const earlier = held;
    held = bytesInUse() - before;
    return Math.abs(held - earlier) < 100_000;
  }, 5_000);
  return held;
}

/** What buffers take once the garbage is gone, in bytes: only that tells what is really held. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().arrayBuffers;
}

const megabytes = (bytes: number): number => Math.round(bytes / 1_000_000);
