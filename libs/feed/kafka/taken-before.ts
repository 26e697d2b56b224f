/**
 * Whether messages before `low`, the oldest offset that a partition holds, were taken away undecided, and from which offset.
 * kafkajs commits a negative offset where the partition no longer holds the group's next, and then goes on with `low`:
 * only that tells of a loss while a member runs, because what it has in hand may be gone from the partition too.
 *
 * @param committed of the group; undefined where it has committed nothing
 * @param next of this member; undefined before it has fetched anything
 */
export function takenBefore(
  low: bigint,
  committed: bigint | undefined,
  next: bigint | undefined,
): { readonly isTaken: boolean; readonly from: bigint | undefined } {
  const isReset = committed !== undefined && committed < 0n;
  const from = next ?? (isReset ? undefined : (committed ?? low));
  return { from, isTaken: (next === undefined || isReset) && low > (from ?? 0n) };
}
