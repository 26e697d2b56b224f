import type { SourceEvent } from '#contracts';
import type { ItemContent, ItemDetails } from '#journey';
import { itemIdOf, recordIdOf } from '#platform';
import type { ItemFacts } from '#sharing';
import { groundsText, judgementText } from './grounds-text.js';
import { storedFactsOf, type ResolvedSubject } from './item-facts.js';
import { sealing, type Sealing } from './sealing.js';
import type { Validated } from './validate.js';

/** What may be shared of the event; its details are sealed under the main subject's record and the item's class. */
export function contentOf(
  { event, agency, item }: Validated,
  facts: ItemFacts,
  subjects: readonly ResolvedSubject[],
): Sealing<ItemContent> {
  const { recordedAt, statementType, sensitivity, corrects, retracts } = event.data;
  const request = {
    record: recordIdOf(agency, event.subject),
    recordClass: sensitivity,
    context: item,
    value: detailsOf(event),
  };
  return sealing(request, (sealed) => ({
    type: event.type,
    sector: facts.sector,
    occurredAt: event.time,
    recordedAt,
    statementType,
    facts: storedFactsOf(facts, subjects),
    sealed,
    sealedClass: sensitivity,
    ...(corrects === undefined ? {} : { corrects: itemIdOf(agency, corrects) }),
    ...(retracts === undefined ? {} : { retracts: itemIdOf(agency, retracts) }),
  }));
}

/** A retraction carries no details: it only takes another item back. */
function detailsOf({ data }: SourceEvent): ItemDetails {
  const { details, retracts, sharing } = data;
  if (retracts !== undefined) return { details: {} };
  const grounds = groundsText(sharing);
  return {
    details,
    ...(sharing.judgement === undefined ? {} : { judgement: judgementText(sharing.judgement) }),
    ...(grounds === undefined ? {} : { grounds }),
  };
}
