import { INTAKE_GROUP, type Feed, type FeedConsumer } from '#feed';
import type { AgencyId } from '#platform';

/**
 * Events that wait for intake, by agency, asked by a consumer that never joins the group. The feed is opened when first
 * asked, and again where that failed: whoever only watches starts without it. Throws `FEED.UNAVAILABLE`.
 */
export function lagOfIntake(open: () => Promise<Feed>): () => Promise<ReadonlyMap<AgencyId, number>> {
  let opening: Promise<FeedConsumer> | undefined;
  return async () => {
    opening ??= open().then((feed) => feed.consumer(INTAKE_GROUP));
    const consumer = await opening.catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return consumer.lag();
  };
}
