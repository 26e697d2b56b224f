import { invalid } from '#platform';
import { type AgencyClient } from './agency-client.js';

/** How many events of a batch the hub took in, and how many it turned away at the door. */
export interface Outcome {
  readonly accepted: number;
  readonly refused: number;
}

/** Answers that say something is wrong with the batch itself, or one event in it. */
const ABOUT_CONTENT = new Set([400, 409, 413, 422]);

/**
 * Sends a batch. Where the hub turns a whole batch away it is halved, in order, until the event at fault stands alone,
 * so that one bad event never holds up its neighbours. Throws `SIMULATOR.REFUSED` for any other answer.
 */
export async function sendBatch(client: AgencyClient, events: readonly unknown[]): Promise<Outcome> {
  const response = await client.postEvents(events);
  if (response.ok) return outcomeOf(await response.text(), events.length);
  await response.body?.cancel();
  if (!ABOUT_CONTENT.has(response.status)) {
    throw invalid('SIMULATOR.REFUSED', 'The hub refused a batch.', { status: response.status });
  }
  if (events.length <= 1) return { accepted: 0, refused: events.length };
  const middle = Math.ceil(events.length / 2);
  const first = await sendBatch(client, events.slice(0, middle));
  const second = await sendBatch(client, events.slice(middle));
  return { accepted: first.accepted + second.accepted, refused: first.refused + second.refused };
}

/** One result for each event (`results[].status`); an answer without results has taken everything. */
export function outcomeOf(body: string, total: number): Outcome {
  const refused = resultsIn(body).filter((result) => result.status === 'refused').length;
  return { accepted: total - refused, refused };
}

function resultsIn(body: string): readonly { readonly status?: unknown }[] {
  try {
    const { results } = JSON.parse(body) as { readonly results?: unknown };
    return Array.isArray(results) ? (results as readonly { readonly status?: unknown }[]) : [];
  } catch {
    return [];
  }
}
