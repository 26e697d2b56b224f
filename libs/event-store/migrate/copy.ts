import type { Checkpoint, CheckpointStore } from './checkpoint.js';
import { classify, metastreamOf, ownerOf } from './classify.js';
import type { End } from './ends.js';
import { targetHoldsEvents } from './faults.js';
import { runningDigest } from './ledger.js';
import type { RawEvent } from './raw-event.js';
import { writeEvents } from './write-events.js';

export interface CopyOptions {
  readonly checkpoints: CheckpointStore;
  /** Events read and written between two checkpoints. Default 2,000. */
  readonly maxBatch?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onBatch?: (checkpoint: Checkpoint) => void;
}

const MAX_BATCH = 2_000;

/**
 * Copies what stands behind the checkpoint, in the order of the source: order within a stream is exact, order across
 * streams holds from batch to batch. Metadata and tombstones follow at the end, since they would bar the writing.
 */
export async function copyEvents(
  from: End,
  to: End,
  start: Checkpoint,
  { checkpoints, maxBatch = MAX_BATCH, signal, onBatch }: CopyOptions,
): Promise<Checkpoint> {
  let checkpoint = start;
  for await (const events of from.readAll({ after: start.position, maxBatch, signal })) {
    await writeEvents(
      to.append,
      events.filter((event) => classify(event) === 'event'),
    );
    checkpoint = advance(checkpoint, events);
    await checkpoints.put(checkpoint);
    onBatch?.(checkpoint);
    if (signal?.aborted) return checkpoint;
  }
  await finishStreams(from, to, checkpoint);
  return checkpoint;
}

function advance(before: Checkpoint, events: readonly RawEvent[]): Checkpoint {
  const copied = events.filter((event) => classify(event) === 'event');
  const named = (kind: 'metadata' | 'tombstone') =>
    events.filter((event) => classify(event) === kind).map(({ stream }) => ownerOf(stream));
  return {
    position: events.at(-1)?.position ?? before.position,
    events: before.events + copied.length,
    digest: copied.reduce(runningDigest, before.digest),
    withMetadata: union(before.withMetadata, named('metadata')),
    tombstoned: union(before.tombstoned, named('tombstone')),
  };
}

const union = (before: readonly string[], more: readonly string[]): readonly string[] =>
  more.length === 0 ? before : [...new Set([...before, ...more])];

async function finishStreams(from: End, to: End, { withMetadata, tombstoned }: Checkpoint): Promise<void> {
  const barred = new Set(tombstoned);
  for (const stream of withMetadata) if (!barred.has(stream)) await copyMetadata(from, to, stream);
  for (const stream of tombstoned) await to.tombstone(stream);
}

/** The last metadata alone, and only where the target has another: writing it again would not be told as a repeat. */
async function copyMetadata(from: End, to: End, stream: string): Promise<void> {
  const metastream = metastreamOf(stream);
  const last = (await from.readStream(metastream)).at(-1);
  const present = (await to.readStream(metastream)).at(-1);
  if (!last || (present?.data.equals(last.data) && present.metadata.equals(last.metadata))) return;
  const outcome = await to.append({ stream: metastream, expected: 'any', events: [last] });
  if (!outcome.ok) throw targetHoldsEvents(metastream);
}
