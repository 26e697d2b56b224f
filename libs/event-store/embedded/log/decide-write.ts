import type { Expected } from '../../ports.js';

/** What the writer knows of a stream when it decides. `revision` is -1 for a stream that was never written. */
export interface StreamState {
  readonly revision: bigint;
  readonly tombstoned: boolean;
  readonly softDeleted: boolean;
  readonly hasMetadata: boolean;
}

/** Events of the stream that carry one of the ids being appended. */
export interface EarlierEvents {
  idAt(revision: bigint): string | undefined;
  revisionsOf(id: string): readonly bigint[];
}

export type AppendVerdict =
  | { readonly kind: 'write' }
  | { readonly kind: 'repeat'; readonly last: bigint }
  | { readonly kind: 'wrong-revision' }
  | { readonly kind: 'deleted' };

const WRITE: AppendVerdict = { kind: 'write' };
const WRONG: AppendVerdict = { kind: 'wrong-revision' };
const DELETED: AppendVerdict = { kind: 'deleted' };

/**
 * Decides an append as EventStoreDB 23.10 does: the expected revision must fit the end of the stream, or the very same
 * ids must already stand where the append would have put them (a repeat, whatever was written later).
 */
export function decideAppend(
  expected: Expected,
  ids: readonly string[],
  state: StreamState,
  earlier: EarlierEvents,
): AppendVerdict {
  if (state.tombstoned) return DELETED;
  if (expected === 'exists') return decideExists(ids, state, earlier);
  if (expected === 'any') return decideAny(ids, earlier);
  return decideAt(expected === 'no-stream' ? -1n : expected, ids, state, earlier);
}

function decideExists(ids: readonly string[], state: StreamState, earlier: EarlierEvents): AppendVerdict {
  if (state.softDeleted) return DELETED;
  if (state.revision < 0n && !state.hasMetadata) return WRONG;
  return decideAny(ids, earlier);
}

function decideAny(ids: readonly string[], earlier: EarlierEvents): AppendVerdict {
  const [first] = ids;
  const starts = first === undefined ? [] : earlier.revisionsOf(first);
  if (starts.length === 0) return WRITE;
  const start = starts.find((revision) => standAt(revision, ids, earlier));
  return start === undefined ? WRONG : { kind: 'repeat', last: start + BigInt(ids.length) - 1n };
}

function decideAt(
  revision: bigint,
  ids: readonly string[],
  state: StreamState,
  earlier: EarlierEvents,
): AppendVerdict {
  if (revision === state.revision) return WRITE;
  if (revision > state.revision) return WRONG;
  if (ids.length > 0 && standAt(revision + 1n, ids, earlier)) {
    return { kind: 'repeat', last: revision + BigInt(ids.length) };
  }
  return revision === -1n && state.softDeleted ? WRITE : WRONG;
}

const standAt = (start: bigint, ids: readonly string[], earlier: EarlierEvents): boolean =>
  ids.every((id, index) => earlier.idAt(start + BigInt(index)) === id);

export type DeleteVerdict = 'write' | 'wrong-revision' | 'deleted';

/** A soft delete needs a stream; a tombstone with `any` may also bar a name that was never used. */
export function decideDelete(
  kind: 'delete' | 'tombstone',
  expected: Expected,
  state: StreamState,
): DeleteVerdict {
  if (state.tombstoned) return 'deleted';
  if (kind === 'delete' && state.revision < 0n) return 'wrong-revision';
  return fits(expected, state.revision) ? 'write' : 'wrong-revision';
}

function fits(expected: Expected, revision: bigint): boolean {
  if (expected === 'any') return true;
  if (expected === 'exists') return revision >= 0n;
  return (expected === 'no-stream' ? -1n : expected) === revision;
}
