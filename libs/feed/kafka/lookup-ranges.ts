import type { Held } from './held.js';
import { placeOf } from './place.js';
import type { Range } from './ranges.js';

export interface LookupLimits {
  /** Looked at of each partition though it is committed: the view of receipts is a moment behind. Default 2,000. */
  readonly lookBack: number;
  /** Looked at in all; where more wait, the newest of each partition. Default 50,000, about two seconds' reading. */
  readonly most: number;
}

export interface LookupRange extends Range {
  /** False where some that wait are left out. */
  readonly whole: boolean;
}

/** What to look through for events that are not decided yet: what is not committed, and a little before. */
export function lookupRanges(
  held: readonly Held[],
  committed: ReadonlyMap<string, bigint>,
  { lookBack, most }: LookupLimits,
): readonly LookupRange[] {
  const waiting = held
    .map((each) => ({ each, from: firstOf(each, committed.get(placeOf(each)), BigInt(lookBack)) }))
    .filter(({ each, from }) => from < each.high);
  const share = BigInt(Math.max(1, Math.floor(most / Math.max(1, waiting.length))));
  return waiting.map(({ each: { topic, partition, high: to }, from }) => {
    const whole = to - from <= share;
    return { topic, partition, from: whole ? from : to - share, to, whole };
  });
}

function firstOf({ low }: Held, committed: bigint | undefined, lookBack: bigint): bigint {
  const from = committed === undefined ? low : committed - lookBack;
  return from > low ? from : low;
}
