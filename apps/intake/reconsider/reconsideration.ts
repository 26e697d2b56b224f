import type { StorePosition } from '#event-store';
import type { SetAsideItems, TimelineReader } from '#journey';
import type { RetryTimes } from '../parking/schedule.js';
import type { Checkpoint } from './checkpoint.js';

export interface ClockDeps {
  readonly checkpoint: Checkpoint;
  /** How often to look for what ended, ms. Default a minute. */
  readonly lookMs?: number;
}

export interface ReconsiderationDeps {
  readonly timeline: Pick<
    TimelineReader,
    'itemsAbout' | 'itemsOfBornIn' | 'itemsDueBy' | 'stubsOfFamily' | 'item'
  >;
  readonly checkpoint: Checkpoint;
  readonly setAside: SetAsideItems;
  /** When to try again what was set aside, and how often to look for it, ms. Default: as what is parked; 5,000. */
  readonly retry?: RetryTimes;
  readonly retryLookMs?: number;
  /** How long it rests after what held up intake, so that what changes meanwhile is decided together, ms. Default 0. */
  readonly restMs?: number;
  /** How long a fault may last before the status tells of it, ms. Default a minute. */
  readonly patienceMs?: number;
  /** Absent: what ends by the clock is not ceased in this process. */
  readonly clock?: ClockDeps;
  /** Resolves when the timeline shows everything up to the position; throws a retryable error where it does not. */
  waitForTimeline(position: StorePosition): Promise<void>;
}

/** `mended` counts links and joins, the others items. */
export type Reconsidered = 'released' | 'ceased' | 'content_gone' | 'content_asked' | 'mended';

export interface ReconsiderationStatus {
  /** `waiting` while another process does it. */
  readonly state: 'waiting' | 'running';
  readonly released: number;
  readonly ceased: number;
  /** Stubs that might be released but whose content the feed no longer has. */
  readonly contentGone: number;
  /** Of these, asked for from their agencies; each place in the feed once. */
  readonly contentAsked: number;
  /** Links and joins of persons that several processes had decided at once. */
  readonly mended: number;
  /** Everything up to here was acted on. */
  readonly position?: StorePosition;
  /** Code of what has kept this process from going on for a while: nothing is decided again meanwhile. */
  readonly fault?: string;
}
