import {
  causeOf,
  mendIdentity,
  recordsOf,
  streamOf,
  type IdentityEvent,
  type IdentityFact,
  type IdentityState,
} from '#identity';
import { derivedUuid, type RecordId } from '#platform';
import type { Own } from '../memory/known-facts.js';
import type { EventFor } from '../stages/origin.js';
import type { Planning } from '../stages/plan.js';
import type { DoubtfulFact } from './work.js';

export interface Mended extends EventFor {
  readonly own: Own<IdentityFact>;
}

/**
 * What is missing in who is who because several processes decided at once. Ids follow from the doubtful fact too: the
 * same link may have been stored before it, and must count again.
 */
export function planMending(
  { knowledge: { identity }, vantage }: Planning,
  facts: readonly DoubtfulFact[],
): readonly Mended[] {
  return facts.flatMap(({ stored, event }) => {
    const { item } = event.data;
    const reference = event.type === 'FamilyFormed' ? event.data.reference : undefined;
    const records = recordsConcerned(identity, event);
    return mendIdentity(identity, { records, reference, item, now: stored.createdAt }).map((fact) => {
      const stream = streamOf(fact);
      const id = derivedUuid(stream, fact.type, ...causeOf(fact), stored.id);
      const metadata = { schemaVersion: 1, actor: 'hub:intake', ...vantage, causationId: stored.id };
      return {
        ...{ stream, event: { id, type: fact.type, data: fact.data, metadata } },
        own: { id, stream, fact },
      };
    });
  });
}

function recordsConcerned(identity: IdentityState, { type, data }: IdentityEvent): readonly RecordId[] {
  switch (type) {
    case 'RecordSighted':
    case 'RecordObserved':
    case 'RecordLinked':
      return [data.record];
    case 'RelationshipStated':
      return [data.record, data.related];
    case 'PersonJoinedFamily':
      return recordsOf(identity, data.person);
    case 'FamilyFormed':
      return [];
  }
}
