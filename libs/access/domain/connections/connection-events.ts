import type { AgencyId, RecordId, StaffId, Uuid } from '#platform';
import type { Sealed } from '#vault';

/**
 * SUBJECT and RELATIVE: nothing of the family is shown. LINKED_TO_SUSPECT: what leads to a safe address is taken away.
 * OTHER: on record, and the viewer is reminded of it; it bars nothing.
 */
export const CONNECTION_KINDS = ['SUBJECT', 'RELATIVE', 'LINKED_TO_SUSPECT', 'OTHER'] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

export interface ConnectionPerson {
  readonly person: StaffId;
  readonly role: string;
  readonly agency: AgencyId;
}

/** Stream `connection-<id>`, first event: from now on this member of staff is seen as so connected. */
export interface ConnectionDeclared {
  readonly connection: Uuid;
  /** Whom it is about: who declares, or somebody for whom it is recorded. */
  readonly staff: StaffId;
  readonly kind: ConnectionKind;
  /** Of everybody in the family as it was seen then; which persons they are is made out at each view. */
  readonly records: readonly RecordId[];
  readonly by: ConnectionPerson;
  readonly at: string;
  /** Opens to `ConnectionWords` (record = connection id, class S, context = connection id). */
  readonly sealed: Sealed;
}

export interface ConnectionWords {
  readonly name: string;
  readonly reason: string;
}

/** A second person looked into it, and it stands. */
export interface ConnectionConfirmed {
  readonly connection: Uuid;
  readonly by: ConnectionPerson;
  readonly at: string;
}

/** A second person found that there is none, or none any more. */
export interface ConnectionEnded {
  readonly connection: Uuid;
  readonly by: ConnectionPerson;
  readonly at: string;
  /** Opens to `ConnectionWords` (context = `<connection id>/end`). */
  readonly sealed: Sealed;
}

export const CONNECTION_STREAMS = 'connection-';

export type ConnectionEvent =
  | { readonly type: 'ConnectionDeclared'; readonly data: ConnectionDeclared }
  | { readonly type: 'ConnectionConfirmed'; readonly data: ConnectionConfirmed }
  | { readonly type: 'ConnectionEnded'; readonly data: ConnectionEnded };
