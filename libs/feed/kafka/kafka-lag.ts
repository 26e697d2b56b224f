import type { Admin } from 'kafkajs';
import { unavailable, type AgencyId } from '#platform';
import type { KafkaTopics } from './kafka-topics.js';

/** Messages held that the group has not committed, by agency. Throws `FEED.UNAVAILABLE`. */
export async function lagOf(
  admin: Admin,
  { agencyOf }: KafkaTopics,
  groupId: string,
): Promise<ReadonlyMap<AgencyId, number>> {
  try {
    const committed = await committedOf(admin, groupId, [...agencyOf.keys()]);
    const lags = [...agencyOf].map(
      async ([topic, agency]) => [agency, await lagOfTopic(admin, topic, committed)] as const,
    );
    return new Map(await Promise.all(lags));
  } catch (error) {
    throw unavailable('FEED.UNAVAILABLE', 'Kafka did not say how far the group is', error);
  }
}

type Committed = ReadonlyMap<string, bigint>;

async function committedOf(admin: Admin, groupId: string, topics: string[]): Promise<Committed> {
  const offsets = await admin.fetchOffsets({ groupId, topics });
  return new Map(
    offsets.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => [`${topic}/${partition}`, BigInt(offset)] as const),
    ),
  );
}

/** What retention removed cannot lag, nor what a group that never committed would begin after. */
async function lagOfTopic(admin: Admin, topic: string, committed: Committed): Promise<number> {
  const partitions = await admin.fetchTopicOffsets(topic);
  return partitions.reduce((lag, { partition, high, low }) => {
    const from = committed.get(`${topic}/${partition}`) ?? -1n;
    return lag + Number(BigInt(high) - (from > BigInt(low) ? from : BigInt(low)));
  }, 0);
}
