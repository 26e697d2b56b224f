import type { EventStore, NewEvent, StoredEvent } from '#event-store';
import type { FeedMessage } from '#feed';
import type { ContentAsked, ContentGiven, SourcePosition } from '#journey';
import { defect, derivedUuid, unavailable, type ItemId } from '#platform';
import { itemStream, metadataOf, placeIdOf, positionOf } from './origin.js';

/** A message that says the same as one taken before, under the same id. */
export interface Repeat {
  readonly message: FeedMessage;
  readonly item: ItemId;
  readonly sourceEventId: string;
}

/** How often an item may change between looking and storing before the batch comes again. */
const MOST_LOOKS = 5;

/**
 * Where the content of an item was asked for, a repeat of it is that content: its stream tells where it lies now. Every
 * other repeat changes nothing. Resolves with how many were given.
 */
export async function giveContent(store: EventStore, repeats: readonly Repeat[]): Promise<number> {
  const given = await Promise.all(repeats.map((repeat) => give(store, repeat)));
  return given.filter((each) => each).length;
}

async function give(store: EventStore, repeat: Repeat): Promise<boolean> {
  const stream = itemStream(repeat.item);
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const events = await store.readStream(stream);
    const last = events.at(-1);
    if (!last || !isAnswer(events, positionOf(repeat.message))) return false;
    const outcome = await store.append(stream, last.revision, [givenBy(repeat)]);
    if (outcome.ok) return true;
    // Decided again meanwhile, or another process was first: what the stream says now counts.
    if (outcome.reason !== 'WRONG_REVISION')
      throw defect('INTAKE.CONTENT_REFUSED', 'The store refused where content lies');
  }
  throw unavailable('INTAKE.ITEM_CHANGES', 'An item changed each time that content was given for it');
}

/** The feed may bring the place again that it was missed at; that is no other content. */
function isAnswer(events: readonly StoredEvent[], place: SourcePosition): boolean {
  const last = events.findLast(({ type }) => SETTLES.has(type));
  if (last?.type !== 'ContentAsked') return false;
  const { source } = last.data as ContentAsked;
  return !isSamePlace(source, place);
}

/** The last of these says whether content is waited for. */
const SETTLES: ReadonlySet<string> = new Set(['ContentAsked', 'ContentGiven', 'ItemReleased']);

export const isSamePlace = (one: SourcePosition, other: SourcePosition | undefined): boolean =>
  one.topic === other?.topic && one.partition === other.partition && one.offset === other.offset;

function givenBy({ message, item, sourceEventId }: Repeat): NewEvent {
  const data: ContentGiven = {
    ...{ item, sourceEventId, agency: message.agency, source: positionOf(message) },
    givenAt: message.appendedAt.toISOString(),
  };
  const id = derivedUuid(itemStream(item), 'ContentGiven', placeIdOf(message));
  return { id, type: 'ContentGiven', data, metadata: metadataOf(message) };
}
