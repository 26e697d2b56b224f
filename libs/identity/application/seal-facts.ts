import { derivedUuid } from '#platform';
import type { EventMetadata, NewEvent } from '#event-store';
import type { SealRequest, Sealed, Vault } from '#vault';
import { causeOf, streamOf, type IdentityFact } from '../domain/identity-fact.js';

export interface SealedFact {
  readonly stream: string;
  readonly event: NewEvent;
}

/**
 * Facts as events to append (expected revision `any`), with what is personal sealed under the record's class P key; one
 * call of the vault for all of them. Ids follow from stream, type and cause.
 */
export async function sealFacts(
  vault: Vault,
  facts: readonly IdentityFact[],
  metadata: EventMetadata,
): Promise<readonly SealedFact[]> {
  const personal = facts.flatMap((fact) => {
    const request = requestOf(fact);
    return request ? [{ fact, request }] : [];
  });
  const sealed = personal.length > 0 ? await vault.seal(personal.map(({ request }) => request)) : [];
  const byFact = new Map(personal.map(({ fact }, index) => [fact, sealed[index]]));
  return facts.map((fact) => {
    const stream = streamOf(fact);
    const id = derivedUuid(stream, fact.type, ...causeOf(fact));
    return { stream, event: { id, type: fact.type, data: dataOf(fact, byFact.get(fact)), metadata } };
  });
}

function requestOf({ type, data }: IdentityFact): SealRequest | undefined {
  if (type !== 'RecordSighted' && type !== 'RecordObserved') return undefined;
  const value = type === 'RecordSighted' ? data.matchKeys : data.demographics;
  return { record: data.record, recordClass: 'P', context: data.record, value };
}

function dataOf({ type, data }: IdentityFact, sealed: Sealed | undefined): unknown {
  if (type === 'RecordSighted') {
    const { record, agency, item } = data;
    return { record, agency, item, sealed };
  }
  if (type === 'RecordObserved') {
    const { record, agency, item, observedAt } = data;
    return { record, agency, item, observedAt, sealed };
  }
  return data;
}
