import type { NewEvent } from '#event-store';
import type { FeedMessage } from '#feed';
import { causeOf, streamOf, type IdentityFact } from '#identity';
import { derivedUuid, type Uuid } from '#platform';
import { AGREEMENT_STREAMS, type AgreementEvent } from '#sharing';
import type { Own } from '../memory/known-facts.js';
import { sealFact } from './seal-fact.js';
import { metadataOf, type Decided, type EventFor } from './origin.js';
import { mapSealing, type Sealing } from './sealing.js';

/** Its id follows from its cause, so that saying it again changes nothing. */
export function ownFact(fact: IdentityFact): Own<IdentityFact> {
  const stream = streamOf(fact);
  return { id: derivedUuid(stream, fact.type, ...causeOf(fact)), stream, fact };
}

export function ownAgreement(cause: Uuid, fact: AgreementEvent): Own<AgreementEvent> {
  const stream = `${AGREEMENT_STREAMS}${fact.data.agreement}`;
  return { id: derivedUuid(stream, fact.type, cause), stream, fact };
}

/** What an identity fact is appended as. */
export const identityEvent = (
  message: FeedMessage,
  decided: Decided,
  own: Own<IdentityFact>,
): Sealing<EventFor> => mapSealing(sealFact(own.fact), (event) => eventFor(own, event, message, decided));

export const agreementEvent = (
  message: FeedMessage,
  decided: Decided,
  own: Own<AgreementEvent>,
  sealed: AgreementEvent,
): EventFor => eventFor(own, sealed, message, decided);

const eventFor = (
  { id, stream }: Pick<Own<unknown>, 'id' | 'stream'>,
  event: Pick<NewEvent, 'type' | 'data'>,
  message: FeedMessage,
  decided: Decided,
): EventFor => ({ stream, event: { id, ...event, metadata: metadataOf(message, decided) } });
