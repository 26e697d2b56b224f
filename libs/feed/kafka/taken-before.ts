export interface TakenSoFar {
  /** Of the group, by the broker; undefined where it has committed nothing, or the broker has forgotten it. */
  readonly committed: bigint | undefined;
  /** As the hub itself kept it; undefined where it never did. */
  readonly kept: bigint | undefined;
  /** Of this member; undefined before it has fetched anything. */
  readonly next: bigint | undefined;
}

/**
 * Whether messages before `low`, the oldest offset that a partition holds, were taken away undecided, and from which offset.
 * kafkajs commits a negative offset where the partition no longer holds the group's next, and then goes on with `low`:
 * only that tells of a loss while a member runs, because what it has in hand may be gone from the partition too.
 */
export function takenBefore(
  { low, high }: { readonly low: bigint; readonly high: bigint },
  { committed, kept, next }: TakenSoFar,
): { readonly isTaken: boolean; readonly from: bigint | undefined } {
  const isReset = committed !== undefined && committed < 0n;
  // Beyond the end it was kept of another topic of that name.
  const known = kept !== undefined && kept <= high ? kept : undefined;
  const from = next ?? earlier(isReset ? undefined : committed, known);
  return { from, isTaken: (next === undefined || isReset) && low > (from ?? 0n) };
}

/** A database that was put back from a back-up knows nothing of what was taken since, whatever the broker says. */
const earlier = (committed: bigint | undefined, known: bigint | undefined): bigint | undefined =>
  committed === undefined || (known !== undefined && known < committed) ? known : committed;
