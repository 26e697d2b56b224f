import type { Admin } from 'kafkajs';
import { unavailable } from '#platform';
import type { FeedMessage, FeedPosition, FeedReader } from '../ports.js';
import { heldOf } from './held.js';
import type { KafkaTopics } from './kafka-topics.js';
import { nameOf, placeOf } from './place.js';
import type { Reread } from './reread.js';
import { Wanted } from './wanted.js';

const READ_WITHIN_MS = 30_000;

/** Reads messages again by their offsets. */
export class KafkaReader implements FeedReader {
  constructor(
    private readonly reread: Reread,
    private readonly admin: Admin,
    private readonly topics: KafkaTopics,
  ) {}

  /** The first after a pause takes some tenths of a second whatever the number. Throws `FEED.UNAVAILABLE`. */
  async read(positions: readonly FeedPosition[]): Promise<readonly (FeedMessage | undefined)[]> {
    try {
      const wanted = new Wanted(await this.held(positions));
      if (!(await this.reread.read(wanted, READ_WITHIN_MS)))
        throw new Error(`Not all came in ${READ_WITHIN_MS} ms`);
      return positions.map((position) => wanted.found.get(nameOf(position)));
    } catch (error) {
      throw unavailable('FEED.UNAVAILABLE', 'Kafka did not give the messages back', error);
    }
  }

  /** Kafka answers an offset it does not hold by beginning elsewhere, so those are not asked for. */
  private async held(positions: readonly FeedPosition[]): Promise<readonly FeedPosition[]> {
    const topics = positions.map(({ topic }) => topic).filter((each) => this.topics.agencyOf.has(each));
    const held = new Map(
      (await heldOf(this.admin, [...new Set(topics)])).map((each) => [placeOf(each), each]),
    );
    return positions.filter((position) => {
      const range = held.get(placeOf(position));
      return range && position.offset >= range.low && position.offset < range.high;
    });
  }
}
