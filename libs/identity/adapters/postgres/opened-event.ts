import type { StoredEvent } from '#event-store';
import type { Vault } from '#vault';
import { openFacts, readIdentityEvent } from '../../application/open-facts.js';
import type { IdentityFact } from '../../domain/identity-fact.js';

/** Puts opened facts in the place of sealed events. Sightings stay sealed: no view needs their digests. */
export async function openForView(
  vault: Pick<Vault, 'open'>,
  events: readonly StoredEvent[],
): Promise<readonly StoredEvent[]> {
  const observed = events.filter(({ type }) => type === 'RecordObserved');
  const facts = await openFacts(vault, observed);
  const opened = new Map(observed.map((event, index) => [event, facts[index]?.data]));
  return events.map((event) => ({ ...event, data: opened.get(event) ?? event.data }));
}

/** The fact in an opened event. Throws `PROJECTION.UNKNOWN_EVENT`. */
export function factIn(event: StoredEvent): IdentityFact {
  const { type } = readIdentityEvent(event);
  return { type, data: event.data } as IdentityFact;
}
