import { createHash } from 'node:crypto';
import type { Checkpoint } from './checkpoint.js';
import { classify, kindOf } from './classify.js';
import type { End } from './ends.js';
import { Ledger, NO_DIGEST, numberBytes, runningDigest } from './ledger.js';

/** What one side holds of the streams that the source has. */
export interface SideSummary {
  readonly streams: number;
  readonly events: number;
  /** Events by the first part of the stream's name. */
  readonly kinds: ReadonlyMap<string, number>;
  /** SHA-256 over stream, revision, id, type, content type, data and metadata; the same for equal stores. */
  readonly digest: string;
}

export interface Difference {
  readonly stream: string;
  readonly inSource: number;
  readonly inTarget: number;
}

export interface Verification {
  readonly source: SideSummary;
  readonly target: SideSummary;
  readonly differences: readonly Difference[];
  /** Events that the source was given after the copy. */
  readonly writtenSince: number;
  /** False where the source no longer begins with what was copied. */
  readonly sourceUnchanged: boolean;
}

const BATCH = 2_000;

/** Reads both servers whole. Holds a count and 32 bytes for each stream and side in memory. */
export async function verify(
  from: End,
  to: End,
  copied?: Checkpoint,
  onRead?: (read: number) => void,
): Promise<Verification> {
  let read = 0;
  const counting = (events: number) => onRead?.((read += events));
  const [source, target] = await Promise.all([readSource(from, copied, counting), readLedger(to, counting)]);
  const names = unionOf(source.ledger, target);
  return {
    source: summarise(source.ledger, names),
    target: summarise(target, names),
    differences: differencesOf(source.ledger, target, names),
    writtenSince: source.writtenSince,
    sourceUnchanged: copied === undefined || source.digest === copied.digest,
  };
}

async function readSource(from: End, copied: Checkpoint | undefined, onRead: (events: number) => void) {
  const ledger = new Ledger();
  let [digest, writtenSince] = [NO_DIGEST, 0];
  for await (const events of from.readAll({ maxBatch: BATCH })) {
    for (const event of events) {
      const isLater = copied !== undefined && event.position > (copied.position ?? -1n);
      if (isLater) writtenSince += classify(event) === 'server' ? 0 : 1;
      else ledger.add(event);
      if (!isLater && copied && classify(event) === 'event') digest = runningDigest(digest, event);
    }
    onRead(events.length);
  }
  return { ledger, digest, writtenSince };
}

async function readLedger(end: End, onRead: (events: number) => void): Promise<Ledger> {
  const ledger = new Ledger();
  for await (const events of end.readAll({ maxBatch: BATCH })) {
    for (const event of events) ledger.add(event);
    onRead(events.length);
  }
  return ledger;
}

/** Streams of the source, and what the target has of those; other streams of the target are left alone. */
function unionOf(source: Ledger, target: Ledger): readonly string[] {
  const ofTarget = target.names().filter((name) => source.concerns(name));
  return [...new Set([...source.names(), ...ofTarget])].sort();
}

function summarise(ledger: Ledger, names: readonly string[]): SideSummary {
  const hash = createHash('sha256');
  const kinds = new Map<string, number>();
  let [streams, events] = [0, 0];
  for (const name of names) {
    const entry = ledger.entry(name);
    if (!entry) continue;
    hash.update(numberBytes(BigInt(Buffer.byteLength(name)))).update(name);
    hash.update(numberBytes(BigInt(entry.count))).update(entry.digest);
    streams += 1;
    events += entry.count;
    const kind = kindOf(name);
    kinds.set(kind, (kinds.get(kind) ?? 0) + entry.count);
  }
  return { streams, events, kinds, digest: hash.digest('hex') };
}

function differencesOf(source: Ledger, target: Ledger, names: readonly string[]): Difference[] {
  return names.flatMap((stream) => {
    const [a, b] = [source.entry(stream), target.entry(stream)];
    if (a && b && a.count === b.count && a.digest.equals(b.digest)) return [];
    return [{ stream, inSource: a?.count ?? 0, inTarget: b?.count ?? 0 }];
  });
}
