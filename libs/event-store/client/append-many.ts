import type { Append, AppendOutcome } from '../ports.js';

/** Appends in the air at once. */
const IN_FLIGHT = 256;

/**
 * Appends side by side, but one after the other within a stream, so that each finds what the one before it wrote.
 * Rejects with the first failure, once nothing is in the air any more.
 */
export async function appendMany(
  appends: readonly Append[],
  append: (one: Append) => Promise<AppendOutcome>,
): Promise<readonly AppendOutcome[]> {
  const lanes = lanesOf(appends);
  const outcomes = new Array<AppendOutcome>(appends.length);
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
  return outcomes;
}

function lanesOf(appends: readonly Append[]) {
  const lanes = new Map<string, { index: number; one: Append }[]>();
  appends.forEach((one, index) => {
    const lane = lanes.get(one.stream);
    if (lane) lane.push({ index, one });
    else lanes.set(one.stream, [{ index, one }]);
  });
  return lanes.values();
}
