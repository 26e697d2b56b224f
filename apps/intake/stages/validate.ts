import type { SourceEvent } from '#contracts';
import { derivedUuid, itemIdOf, type AgencyId, type ItemId, type Uuid } from '#platform';
import type { FeedMessage } from '#feed';
import type { EventReader } from '../event-reader.js';
import { itemStream, positionOf, type Origin } from './origin.js';
import { goOn, setAside, type Authenticated, type Underway } from './underway.js';

export interface Validated {
  readonly message: FeedMessage;
  readonly agency: AgencyId;
  readonly event: SourceEvent;
  readonly item: ItemId;
  /** Follows from the stream and a keyed digest of the content: other content is another id. */
  readonly firstEventId: Uuid;
}

/** Against its contract, as things stood when the feed took it, so that a redelivery gets the same answer. */
export const validate =
  (reader: EventReader, digest: (text: string) => string) =>
  ({ message, event, agency }: Authenticated): Underway<Validated> => {
    const read = reader.validate(event, message.appendedAt);
    if (!read.ok) return setAside(message, read.reasons, event.id);
    const item = itemIdOf(agency, event.id);
    const firstEventId = derivedUuid(itemStream(item), digest(reader.contentOf(read.event)));
    return goOn({ message, agency, event: read.event, item, firstEventId });
  };

export const originOf = ({ message, agency, event, item }: Validated): Origin => ({
  item,
  agency,
  sourceEventId: event.id,
  source: positionOf(message),
  receivedAt: message.appendedAt.toISOString(),
});
