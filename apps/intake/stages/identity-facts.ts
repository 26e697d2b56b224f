import type { NewEvent } from '#event-store';
import type { FeedMessage } from '#feed';
import { causeOf, streamOf, type IdentityFact } from '#identity';
import { derivedUuid, type Uuid } from '#platform';
import type { AgreementEvent } from '#sharing';
import { sealFact } from './seal-fact.js';
import { metadataOf, type EventFor } from './origin.js';
import { mapSealing, type Sealing } from './sealing.js';

/** What an identity fact is appended as; its id follows from its cause, so that saying it again changes nothing. */
export function identityEvent(message: FeedMessage, cause: Uuid, fact: IdentityFact): Sealing<EventFor> {
  const stream = streamOf(fact);
  const id = derivedUuid(stream, fact.type, ...causeOf(fact));
  return mapSealing(sealFact(fact), (event) => eventFor(stream, id, event, message, cause));
}

export function agreementEvent(message: FeedMessage, cause: Uuid, event: AgreementEvent): EventFor {
  const stream = `agreement-${event.data.agreement}`;
  return eventFor(stream, derivedUuid(stream, event.type, cause), event, message, cause);
}

const eventFor = (
  stream: string,
  id: Uuid,
  event: Pick<NewEvent, 'type' | 'data'>,
  message: FeedMessage,
  cause: Uuid,
): EventFor => ({ stream, event: { id, ...event, metadata: metadataOf(message, cause) } });
