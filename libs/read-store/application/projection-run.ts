import type pg from 'pg';
import type { EventStore, StorePosition } from '#event-store';
import type { Clock, Logger } from '#platform';
import type { Projection } from '../ports.js';

/**
 * starting; waiting for another runner to give up its lease; building a new version beside the old; running; retrying
 * after a transient fault; stopped (parked) at an event that cannot be projected; ended by `stop`.
 */
export type RunState = 'starting' | 'waiting' | 'building' | 'running' | 'retrying' | 'stopped' | 'ended';

/** For health and metrics; ids and numbers only. */
export interface ProjectionStatus {
  readonly name: string;
  readonly state: RunState;
  /** True once it was level since it last began or was interrupted. */
  readonly caughtUp: boolean;
  /** When it was last known to be level, as `performance.now()` tells; a view that hangs stays there. */
  readonly levelAt?: number;
  readonly position?: StorePosition;
  /** Last known end of the event store. */
  readonly head?: StorePosition;
  readonly eventsApplied: number;
  readonly lastBatchMs?: number;
  /** Why it is parked or retrying. */
  readonly code?: string;
  /** The event that it stopped at. */
  readonly stoppedAt?: { readonly position: StorePosition; readonly stream: string; readonly type: string };
}

export interface ProjectionRun {
  /** Resolves when the batch in hand is done and the lease is free. */
  stop(): Promise<void>;
  status(): ProjectionStatus;
  /** Tries a parked projection again from its checkpoint. */
  resume(): void;
}

export interface RunOptions {
  readonly projection: Projection;
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly logger?: Logger;
  readonly onProgress?: (status: ProjectionStatus) => void;
  /** Most events in one transaction. Default 500. */
  readonly maxBatch?: number;
  /**
   * Least time from one transaction to the next, ms; what comes meanwhile shares the next. A full batch, and the first
   * after a pause, wait for nothing. Default 50.
   */
  readonly paceMs?: number;
  /** How often an idle run looks for the head, ms. Default 1000. */
  readonly idleCheckMs?: number;
  /** How often a waiting run asks for the lease, ms. Default 250. */
  readonly leaseCheckMs?: number;
  /** Tells, at a start alone, for how long an event has waited. Default: the system's. */
  readonly clock?: Clock;
}
