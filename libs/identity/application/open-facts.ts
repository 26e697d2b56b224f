import type { StoredEvent } from '#event-store';
import { eventReader } from '#event-store/reading';
import { ERASED, type Vault } from '#vault';
import type {
  Demographics,
  IdentityEvent,
  MatchKeys,
  RecordObserved,
  RecordSighted,
} from '../domain/events.js';
import type { IdentityFact } from '../domain/identity-fact.js';

/** The event as one of identity's own. Throws `PROJECTION.UNKNOWN_EVENT` on any other. */
export const readIdentityEvent = eventReader<IdentityEvent>('An identity stream', {
  RecordSighted: true,
  RecordObserved: true,
  RecordLinked: true,
  RelationshipStated: true,
  PersonJoinedFamily: true,
  FamilyFormed: true,
});

/**
 * Stored identity events with their sealed parts opened, in the order given; `erased` where the key is gone. One call of
 * the vault. Throws `PROJECTION.UNKNOWN_EVENT` on a type that is not identity's, and what the vault throws.
 */
export async function openFacts(
  vault: Pick<Vault, 'open'>,
  events: readonly StoredEvent[],
): Promise<readonly IdentityFact[]> {
  const own = events.map(readIdentityEvent);
  const sealed = own.flatMap((event) => (isSealed(event) ? [event] : []));
  const requests = sealed.map(({ data }) => ({ sealed: data.sealed, context: data.record }));
  const opened = requests.length > 0 ? await vault.open(requests) : [];
  const values = new Map(sealed.map((event, index) => [event as IdentityEvent, opened[index]]));
  return own.map((event) => factOf(event, values.get(event)));
}

type SealedEvent =
  | { readonly type: 'RecordSighted'; readonly data: RecordSighted }
  | { readonly type: 'RecordObserved'; readonly data: RecordObserved };

const isSealed = (event: IdentityEvent): event is SealedEvent =>
  event.type === 'RecordSighted' || event.type === 'RecordObserved';

function factOf(event: IdentityEvent, value: unknown): IdentityFact {
  if (event.type === 'RecordSighted') {
    const { record, agency, item } = event.data;
    const matchKeys = value === ERASED ? 'erased' : (value as MatchKeys);
    return { type: event.type, data: { record, agency, item, matchKeys } };
  }
  if (event.type === 'RecordObserved') {
    const { record, agency, item, observedAt } = event.data;
    const demographics = value === ERASED ? 'erased' : (value as Demographics);
    return { type: event.type, data: { record, agency, item, observedAt, demographics } };
  }
  return event;
}
