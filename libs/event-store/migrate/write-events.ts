import type { AppendOutcome } from '../ports.js';
import type { RawAppend } from './raw-append-frame.js';
import type { AppendRaw } from './raw-appender.js';
import type { RawEvent } from './raw-event.js';
import { eventTooLarge, historyIncomplete, targetHoldsEvents } from './faults.js';

/** Streams written at once; within a stream one append follows the other. */
const IN_FLIGHT = 128;
/** A server takes 1 MiB an append, of which part is framing. */
const APPEND_BYTES = 512 * 1024;
const APPEND_EVENTS = 500;
/** Framing of one event, generously. */
const EVENT_OVERHEAD = 256;

type Part = readonly [RawEvent, ...RawEvent[]];

/** Writes events at the very revisions they had, streams side by side; what already stands there is confirmed. */
export async function writeEvents(append: AppendRaw, events: readonly RawEvent[]): Promise<void> {
  const lanes = lanesOf(events);
  let failed = false;
  const work = async () => {
    for (const lane of lanes) {
      for (const part of parts(lane)) await writePart(append, part);
      if (failed) return;
    }
  };
  const workers = Array.from({ length: IN_FLIGHT }, () =>
    work().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  for (const done of await Promise.allSettled(workers)) if (done.status === 'rejected') throw done.reason;
}

function lanesOf(events: readonly RawEvent[]) {
  const lanes = new Map<string, RawEvent[]>();
  for (const event of events) {
    const lane = lanes.get(event.stream);
    if (lane) lane.push(event);
    else lanes.set(event.stream, [event]);
  }
  return lanes.values();
}

function parts(lane: readonly RawEvent[]): Part[] {
  const cut: [RawEvent, ...RawEvent[]][] = [];
  let bytes = 0;
  for (const event of lane) {
    const size = event.data.length + event.metadata.length + event.type.length + EVENT_OVERHEAD;
    const last = cut.at(-1);
    if (last && bytes + size <= APPEND_BYTES && last.length < APPEND_EVENTS && follows(last, event)) {
      last.push(event);
      bytes += size;
    } else {
      cut.push([event]);
      bytes = size;
    }
  }
  return cut;
}

const follows = (before: readonly RawEvent[], event: RawEvent): boolean =>
  before.at(-1)?.revision === event.revision - 1n;

async function writePart(append: AppendRaw, part: Part): Promise<void> {
  const [first] = part;
  const outcome = await append(appendOf(first, part));
  if (!outcome.ok) return meetRefusal(append, part, outcome);
  if (outcome.revision !== part.at(-1)?.revision) throw targetHoldsEvents(first.stream);
}

async function meetRefusal(
  append: AppendRaw,
  part: Part,
  refusal: Extract<AppendOutcome, { ok: false }>,
): Promise<void> {
  const [{ stream, revision }] = part;
  switch (refusal.reason) {
    case 'TOO_LARGE':
      throw eventTooLarge(stream, revision);
    case 'STREAM_DELETED':
      throw targetHoldsEvents(stream);
    case 'WRONG_REVISION':
      return writeBehind(append, part, refusal.actual === 'no-stream' ? -1n : refusal.actual);
  }
}

/** A copy that was cut short left the front of the part on the target: that must be the same, the rest is new. */
async function writeBehind(append: AppendRaw, part: Part, last: bigint): Promise<void> {
  const [{ stream, revision }] = part;
  if (last < revision - 1n) throw historyIncomplete(stream, revision);
  const [there, thereMore] = split(part.filter((event) => event.revision <= last));
  const [fresh, freshMore] = split(part.filter((event) => event.revision > last));
  if (!there || !fresh) throw targetHoldsEvents(stream);
  await writePart(append, [there, ...thereMore]);
  await writePart(append, [fresh, ...freshMore]);
}

const split = ([first, ...rest]: readonly RawEvent[]) => [first, rest] as const;

const appendOf = ({ stream, revision }: RawEvent, events: readonly RawEvent[]): RawAppend => ({
  stream,
  expected: revision === 0n ? 'no-stream' : revision - 1n,
  events,
});
