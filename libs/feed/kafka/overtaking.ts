import type { Admin } from 'kafkajs';
import type { FeedPosition, Overtaken, TakenPlace } from '../ports.js';
import { committedOf, heldOf, reachedOf, type Held } from './held.js';
import type { KeptPlaces } from './kept-places.js';
import type { KafkaTopics } from './kafka-topics.js';
import { placeOf, type Place } from './place.js';
import { takenBefore, type TakenSoFar } from './taken-before.js';

export interface OvertakingOptions {
  readonly admin: Admin;
  readonly topics: KafkaTopics;
  readonly groupId: string;
  readonly kept: KeptPlaces;
  readonly tell: (overtaken: Overtaken) => void;
  /** Told once where the broker cannot be asked, and again after it could be asked meanwhile. */
  readonly unwatched: (error: unknown) => void;
}

/** Of a member that has partitions shared out to it. */
export interface Share {
  /** Everything of the partition before the offset is done with. */
  commit(next: FeedPosition): Promise<void>;
  /** Fetches from the offset on, whatever was committed. */
  seek(next: FeedPosition): void;
}

/** Where all that waited is gone and nothing follows, no batch brings it to light. */
const LOOK_EVERY_MS = 30_000;

/**
 * Notices what a topic no longer holds though the group has not taken it: kafkajs goes on behind it without a word to its
 * caller. Asked by the one member that has the partition, so that of several one tells.
 */
export class Overtaking {
  private next = new Map<string, bigint>();
  private places: readonly Place[] = [];
  private share: Share | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isWatched = true;

  constructor(private readonly options: OvertakingOptions) {}

  /** A share of partitions is this member's now, and nothing of them is fetched yet. */
  async begin(places: readonly Place[], share: Share): Promise<void> {
    this.next = new Map();
    this.places = places;
    this.share = share;
    this.timer ??= setInterval(() => void this.look().catch(() => undefined), LOOK_EVERY_MS).unref();
    await this.look();
  }

  /** The message is the first of a batch that is not handled yet. Most gaps are marks of transactions. */
  async before(first: FeedPosition): Promise<void> {
    const next = this.next.get(placeOf(first));
    // It could not be asked when the share began; once the batch is committed, nothing tells any more.
    if (next === undefined) await this.look(first).catch(() => undefined);
    else if (first.offset > next) await this.look(first);
  }

  /** Everything of the partition before the offset is done with. */
  passed(next: TakenPlace): void {
    this.next.set(placeOf(next), next.offset);
    this.options.kept.note(next);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(first?: FeedPosition): Promise<void> {
    try {
      await this.lookNow(first);
      this.isWatched = true;
    } catch (error) {
      if (this.isWatched) this.options.unwatched(error);
      this.isWatched = false;
      throw error;
    }
  }

  private async lookNow(first?: FeedPosition): Promise<void> {
    const { next, places } = this;
    const { admin, groupId, kept } = this.options;
    const mine = new Set(places.map(placeOf));
    const topics = [...new Set(places.map(({ topic }) => topic))];
    if (topics.length === 0) return;
    const found = await kept.find();
    const committed = await committedOf(admin, groupId, topics);
    const held = (await heldOf(admin, topics)).filter((each) => mine.has(placeOf(each)));
    const oldest = held.map((each) => (first ? notBeyond(first, each) : each));
    const soFar = async (each: Held, at: string) => {
      const known = { committed: committed.get(at), next: next.get(at) };
      return { ...known, kept: await this.keptOf(each, found.get(at), known) };
    };
    const judged = oldest.map(async (each) => this.judge(each, await soFar(each, placeOf(each)), next));
    await Promise.all(judged);
    await kept.whole();
  }

  /**
   * What was kept, where only that counts, and no further than what the topic took afterwards: in one of its name that was made
   * anew this is all that it holds, though it may hold more by now than was taken of the one before.
   */
  private async keptOf(
    held: Held,
    kept: TakenPlace | undefined,
    { committed, next }: Pick<TakenSoFar, 'committed' | 'next'>,
  ): Promise<bigint | undefined> {
    const isAlone = next === undefined && (committed === undefined || committed < 0n);
    if (!kept?.at || !isAlone || kept.offset > held.high) return kept?.offset;
    const after = new Date(kept.at.getTime() + 1);
    const reached = (await reachedOf(this.options.admin, [held.topic], after)).get(placeOf(held));
    return reached !== undefined && reached < kept.offset ? reached : kept.offset;
  }

  /** Told before it is committed: a crash between them tells again rather than never. */
  private async judge(held: Held, soFar: TakenSoFar, next: Map<string, bigint>): Promise<void> {
    const { topic, partition, low } = held;
    const { from, isTaken } = takenBefore(held, soFar);
    const offset = isTaken ? low : (from ?? low);
    next.set(placeOf(held), offset);
    const agency = this.options.topics.agencyOf.get(topic);
    if (isTaken && agency)
      this.options.tell({ topic, partition, agency, to: low, ...(from === undefined ? {} : { from }) });
    this.options.kept.note({ topic, partition, offset });
    if (isTaken || isElsewhere(offset, held, soFar)) await this.goTo({ topic, partition, offset }, soFar);
  }

  private async goTo(next: FeedPosition, { next: hasBegun }: TakenSoFar): Promise<void> {
    if (hasBegun === undefined) this.share?.seek(next);
    await this.share?.commit(next);
  }
}

/** What is in hand was not taken away, even where the topic no longer holds it. */
const notBeyond = (first: FeedPosition, held: Held): Held =>
  placeOf(first) === placeOf(held) && first.offset < held.low ? { ...held, low: first.offset } : held;

/** Where kafkajs would begin by itself is another offset. */
const isElsewhere = (offset: bigint, { low }: Held, { committed, next }: TakenSoFar): boolean =>
  next === undefined && offset !== (committed === undefined || committed < 0n ? low : committed);
