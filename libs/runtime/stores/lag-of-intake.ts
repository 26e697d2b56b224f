import { INTAKE_GROUP, lateBefore, type Feed, type FeedConsumer } from '#feed';
import type { AgencyId } from '#platform';

/** What waits in the feed for intake. Each throws `FEED.UNAVAILABLE`, or `FEED.TOPICS_MISSING` with the topics. */
export interface IntakeLag {
  /** Events that wait, by agency. */
  readonly events: () => Promise<ReadonlyMap<AgencyId, number>>;
  /** When the oldest of them was taken; undefined where the engine does not tell. */
  readonly oldest: () => Promise<ReadonlyMap<AgencyId, Date> | undefined>;
  /** Partitions in which an event has waited for more than ten minutes, by agency. */
  readonly late: (now: Date) => Promise<ReadonlyMap<AgencyId, readonly number[]>>;
}

/**
 * Asked by a consumer that never joins the group. The feed is opened when first asked, and again where that failed: whoever
 * only watches starts without it.
 */
export function lagOfIntake(open: () => Promise<Feed>): IntakeLag {
  let opening: Promise<FeedConsumer> | undefined;
  const consumer = async () => {
    opening ??= open().then((feed) => feed.consumer(INTAKE_GROUP));
    return opening.catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
  };
  return {
    events: async () => (await consumer()).lag(),
    oldest: async () => (await consumer()).oldestWaiting?.(),
    late: async (now) => (await consumer()).late(lateBefore(now)),
  };
}
