import type { Expected } from '../../ports.js';

/** Revision of the event that a tombstone writes; no later revision exists. */
export const TOMBSTONE_REVISION = 9_223_372_036_854_775_807n;

export interface ProposedEvent {
  /** Lower-case UUID with hyphens. */
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** One event as the log holds it. */
export interface LogRecord extends ProposedEvent {
  /** Place in `$all`, from 1, without gaps. */
  readonly position: number;
  readonly stream: string;
  readonly revision: bigint;
  readonly createdMs: number;
}

export interface AppendCommand {
  readonly kind: 'append';
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly ProposedEvent[];
  /** Milliseconds since 1970; after this the append is refused instead of written. */
  readonly deadlineMs: number;
}

export interface DeleteCommand {
  readonly kind: 'delete' | 'tombstone';
  readonly stream: string;
  readonly expected: Expected;
}

export type WriteCommand = AppendCommand | DeleteCommand;

export type WriteOutcome =
  | { readonly kind: 'written'; readonly revision: bigint; readonly position: number }
  | { readonly kind: 'wrong-revision'; readonly actual: bigint }
  | { readonly kind: 'stream-deleted' }
  | { readonly kind: 'timeout' };
