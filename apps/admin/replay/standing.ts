import type { FeedLookup, FeedPosition } from '#feed';
import type { Refused, SourceEventStanding } from '#journey';

/** `open`: nothing came of its event since. */
export type Standing = 'open' | 'decided' | 'tried-again' | 'put-back-before';

/** As far as the view knows of its event: decided, or when a delivery of it was last refused. */
export function standingInView(refused: Refused, known: SourceEventStanding, again: boolean): Standing {
  if (known === 'decided') return 'decided';
  if (known === 'parked' || (known !== undefined && known > refused.position)) return 'tried-again';
  return refused.attempt > 1 && !again ? 'put-back-before' : 'open';
}

/** Whether a later delivery waits: what was put back and is not decided yet is in no view. Throws `FEED.LOOKUP_BEHIND`. */
export async function isWaiting(
  lookup: FeedLookup,
  refused: Refused,
  sourceEventId: string,
): Promise<boolean> {
  const newest = await lookup.findSourceEvent(refused.agency, sourceEventId);
  return newest !== undefined && isLater(newest, refused);
}

/** Messages of one event may lie in several partitions, where its publisher chose the key anew. */
const isLater = (newest: FeedPosition & { readonly appendedAt: Date }, refused: Refused): boolean =>
  newest.topic === refused.topic && newest.partition === refused.partition
    ? newest.offset > refused.offset
    : newest.appendedAt >= refused.receivedAt;
