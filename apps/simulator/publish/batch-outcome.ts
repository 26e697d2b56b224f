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

/** Where the answer counts, or lists, what was turned away, that is believed; else everything was taken. */
export function outcomeOf(body: string, total: number): Outcome {
  const refused = Math.min(total, refusedIn(parsed(body)));
  return { accepted: total - refused, refused };
}

function refusedIn(answer: unknown): number {
  if (typeof answer !== 'object' || answer === null) return 0;
  const { refused, rejected } = answer as { readonly refused?: unknown; readonly rejected?: unknown };
  const told = refused ?? rejected;
  if (Array.isArray(told)) return told.length;
  return typeof told === 'number' ? told : 0;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
