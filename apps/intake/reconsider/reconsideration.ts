import type { StorePosition } from '#event-store';
import type { TimelineReader } from '#journey';
import type { Checkpoint } from './checkpoint.js';

export interface ReconsiderationDeps {
  readonly timeline: Pick<TimelineReader, 'stubsOfRecords' | 'itemsStandingOn'>;
  readonly checkpoint: Checkpoint;
  /** Resolves when the timeline shows everything up to the position; throws a retryable error where it does not. */
  waitForTimeline(position: StorePosition): Promise<void>;
}

export interface ReconsiderationStatus {
  readonly released: number;
  readonly ceased: number;
  /** Stubs that might be released but whose content the feed no longer has. */
  readonly contentGone: number;
  readonly position?: StorePosition;
}
