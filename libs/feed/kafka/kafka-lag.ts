import type { Admin } from 'kafkajs';
import { unavailable, type AgencyId } from '#platform';
import { committedOf, heldOf, reachedOf, type Held } from './held.js';
import { missingAmong, type KafkaTopics } from './kafka-topics.js';
import { placeOf } from './place.js';

interface Waiting extends Held {
  readonly agency: AgencyId;
  /** The first offset that the group has not committed. */
  readonly from: bigint;
}

/** Messages held that the group has not committed, by agency. Throws `FEED.UNAVAILABLE` or `FEED.TOPICS_MISSING`. */
export async function lagOf(
  admin: Admin,
  topics: KafkaTopics,
  groupId: string,
): Promise<ReadonlyMap<AgencyId, number>> {
  return orUnavailable(admin, topics, async () => {
    const lags = forEach(topics, () => 0);
    for (const { agency, from, high } of await waitingOf(admin, topics, groupId))
      lags.set(agency, (lags.get(agency) ?? 0) + Number(high - from));
    return lags;
  });
}

/**
 * Partitions whose first message that the group has not committed was taken before a moment, by agency. The brokers
 * tell which offset came first after it, so no message is read. Throws `FEED.UNAVAILABLE` or `FEED.TOPICS_MISSING`.
 */
export async function lateOf(
  admin: Admin,
  topics: KafkaTopics,
  groupId: string,
  before: Date,
): Promise<ReadonlyMap<AgencyId, readonly number[]>> {
  return orUnavailable(admin, topics, async () => {
    const waiting = (await waitingOf(admin, topics, groupId)).filter(({ from, high }) => high > from);
    const asked = new Set(waiting.map(({ topic }) => topic));
    const reached = await reachedOf(admin, [...asked], before);
    const late = forEach(topics, (): number[] => []);
    for (const each of waiting)
      if ((reached.get(placeOf(each)) ?? each.from) > each.from) late.get(each.agency)?.push(each.partition);
    return late;
  });
}

async function waitingOf(admin: Admin, asked: KafkaTopics, groupId: string): Promise<readonly Waiting[]> {
  const agencyOf = new Map([...asked.agencyOf, ...(await stillThere(admin, asked.leftBy))]);
  const topics = [...agencyOf.keys()];
  const committed = await committedOf(admin, groupId, topics);
  return (await heldOf(admin, topics)).flatMap((held) => {
    const agency = agencyOf.get(held.topic);
    // What retention removed cannot wait.
    const from = larger(committed.get(placeOf(held)) ?? held.low, held.low);
    return agency ? [{ ...held, agency, from }] : [];
  });
}

/** An operator deletes them sooner or later, and one that is gone cannot be asked about. */
async function stillThere(admin: Admin, leftBy: KafkaTopics['leftBy']) {
  if (leftBy.size === 0) return [];
  const there = new Set(await admin.listTopics());
  return [...leftBy].filter(([topic]) => there.has(topic));
}

/** Those that left the directory among them, so that a number which was told of one falls again. */
const forEach = <T>({ agencyOf, leftBy }: KafkaTopics, begin: () => T): Map<AgencyId, T> =>
  new Map([...agencyOf.values(), ...leftBy.values()].map((agency) => [agency, begin()]));

async function orUnavailable<T>(admin: Admin, topics: KafkaTopics, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const missing = await missingAmong(admin, [...topics.agencyOf.keys()], error);
    throw missing ?? unavailable('FEED.UNAVAILABLE', 'Kafka did not say how far the group is', error);
  }
}

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
