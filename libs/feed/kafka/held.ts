import type { Admin } from 'kafkajs';
import { whileLoading } from './while-loading.js';
import { placeOf, type Place } from './place.js';

/** The offsets that a partition holds: from `low`, before `high`. */
export interface Held extends Place {
  readonly low: bigint;
  readonly high: bigint;
}

export async function heldOf(admin: Admin, topics: readonly string[]): Promise<readonly Held[]> {
  const found = await Promise.all(
    topics.map(async (topic) =>
      (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => ({
        topic,
        partition,
        low: BigInt(low),
        high: BigInt(high),
      })),
    ),
  );
  return found.flat();
}

/** The first offset that came at this moment or later, by place; the next one to come where none did. */
export async function reachedOf(
  admin: Admin,
  topics: readonly string[],
  moment: Date,
): Promise<ReadonlyMap<string, bigint>> {
  const found = await Promise.all(
    topics.map(async (topic) =>
      (await admin.fetchTopicOffsetsByTimestamp(topic, moment.getTime())).map(
        ({ partition, offset }) => [placeOf({ topic, partition }), BigInt(offset)] as const,
      ),
    ),
  );
  return new Map(found.flat());
}

/** What a group has committed, by place; absent where it has committed nothing. */
export async function committedOf(
  admin: Admin,
  groupId: string,
  topics: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  const offsets = await whileLoading(() => admin.fetchOffsets({ groupId, topics: [...topics] }));
  return new Map(
    offsets.flatMap(({ topic, partitions }) =>
      partitions
        .filter(({ offset }) => offset !== '-1')
        .map(({ partition, offset }) => [`${topic}/${partition}`, BigInt(offset)] as const),
    ),
  );
}
