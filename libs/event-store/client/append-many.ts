import type { Append, AppendOutcome } from '../ports.js';

/** Appends in the air at once. */
const IN_FLIGHT = 256;

/** One try at one append. */
type Try = (one: Append) => Promise<AppendOutcome>;

/**
 * Appends side by side, but one after the other within a stream, so that each finds what the one before it wrote.
 * Nothing is begun any more after a failure, and `again` goes on, in the order given, only when nothing is in the air:
 * an append tried again by itself would come to lie behind those after it. Rejects with the last failure.
 */
export async function appendMany(
  appends: readonly Append[],
  append: Try,
  again: (pass: () => Promise<void>) => Promise<void>,
): Promise<readonly AppendOutcome[]> {
  const outcomes = new Array<AppendOutcome>(appends.length);
  await again(() => pass(appends, append, outcomes));
  return outcomes;
}

async function pass(appends: readonly Append[], append: Try, outcomes: AppendOutcome[]): Promise<void> {
  const lanes = lanesOf(appends, outcomes);
  let failed = false;
  const work = async () => {
    for (let lane = lanes.next(); !lane.done && !failed; lane = lanes.next()) {
      for (const { index, one } of lane.value) outcomes[index] = await append(one);
    }
  };
  const workers = Array.from({ length: Math.min(IN_FLIGHT, appends.length) }, () =>
    work().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  const settled = await Promise.allSettled(workers);
  for (const worker of settled) if (worker.status === 'rejected') throw worker.reason;
}

/** What has no outcome yet, by stream. */
function lanesOf(appends: readonly Append[], outcomes: readonly (AppendOutcome | undefined)[]) {
  const lanes = new Map<string, { index: number; one: Append }[]>();
  appends.forEach((one, index) => {
    if (outcomes[index]) return;
    const lane = lanes.get(one.stream);
    if (lane) lane.push({ index, one });
    else lanes.set(one.stream, [{ index, one }]);
  });
  return lanes.values();
}
