import type { Admin } from 'kafkajs';
import { unavailable, type AgencyId } from '#platform';
import { committedOf, heldOf } from './held.js';
import type { KafkaTopics } from './kafka-topics.js';
import { placeOf } from './place.js';

/** Messages held that the group has not committed, by agency. Throws `FEED.UNAVAILABLE`. */
export async function lagOf(
  admin: Admin,
  { agencyOf }: KafkaTopics,
  groupId: string,
): Promise<ReadonlyMap<AgencyId, number>> {
  try {
    const topics = [...agencyOf.keys()];
    const committed = await committedOf(admin, groupId, topics);
    const lags = new Map([...agencyOf.values()].map((agency) => [agency, 0]));
    for (const held of await heldOf(admin, topics)) {
      const agency = agencyOf.get(held.topic);
      // What retention removed cannot lag.
      const from = larger(committed.get(placeOf(held)) ?? held.low, held.low);
      if (agency) lags.set(agency, (lags.get(agency) ?? 0) + Number(held.high - from));
    }
    return lags;
  } catch (error) {
    throw unavailable('FEED.UNAVAILABLE', 'Kafka did not say how far the group is', error);
  }
}

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
