import type { FeedMessage, FeedPosition } from '../ports.js';
import type { Place } from './place.js';

/** What is to be read of topics, and is done with as it comes. */
export interface Reading {
  topics(): readonly string[];
  /** Where to begin in each partition. */
  firsts(): readonly FeedPosition[];
  /** Whether the message there is asked for; the others need not be made out. */
  wants(position: FeedPosition): boolean;
  /** One that is asked for. */
  take(message: FeedMessage): void;
  /** The partition was read up to `last`: the next offset wanted of it, if any. Asked again, it answers the same. */
  passed(place: Place, last: bigint): bigint | undefined;
  isComplete(): boolean;
}
