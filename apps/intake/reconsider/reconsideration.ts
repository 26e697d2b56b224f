import type { StorePosition } from '#event-store';
import type { TimelineReader } from '#journey';
import type { Checkpoint } from './checkpoint.js';

export interface ReconsiderationDeps {
  readonly timeline: Pick<TimelineReader, 'stubsOfRecords' | 'itemsStandingOn' | 'item'>;
  readonly checkpoint: Checkpoint;
  /** Resolves when the timeline shows everything up to the position; throws a retryable error where it does not. */
  waitForTimeline(position: StorePosition): Promise<void>;
}

/** `mended` counts links and joins, the others items. */
export type Reconsidered = 'released' | 'ceased' | 'content_gone' | 'mended';

export interface ReconsiderationStatus {
  /** `waiting` while another process does it. */
  readonly state: 'waiting' | 'running';
  readonly released: number;
  readonly ceased: number;
  /** Stubs that might be released but whose content the feed no longer has. */
  readonly contentGone: number;
  /** Links and joins of persons that several processes had decided at once. */
  readonly mended: number;
  /** Everything up to here was acted on. */
  readonly position?: StorePosition;
}
