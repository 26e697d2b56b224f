import type { AgencyId, FamilyId, ItemId, RecipientId, StaffId, Uuid } from '#platform';
import type { Sealed } from '#vault';
import type { AuthoriserProfession, OverrideRecord } from '../facts/override.js';

/** Who asks or answers. The name is sealed with the words; the id alone names nobody outside their own organisation. */
export interface OverridePerson {
  readonly person: StaffId;
  readonly role: string;
  readonly organisation: AgencyId;
}

export type OverrideKind = OverrideRecord['kind'];
export type OverrideRow = 'D1' | 'D2' | 'D3' | 'D4';

/** Stream `override-<id>`, first event. */
export interface OverrideAsked {
  readonly override: Uuid;
  readonly kind: OverrideKind;
  readonly row: OverrideRow;
  readonly family: FamilyId;
  readonly items: readonly { readonly item: ItemId; readonly agency: AgencyId }[];
  readonly recipients: readonly RecipientId[];
  readonly requester: OverridePerson;
  readonly told: boolean;
  /** ISO date. */
  readonly reviewBy: string;
  /** ISO date: by its end somebody must have authorised what is shared already; absent where nothing is shared yet. */
  readonly approvalBy?: string;
  readonly askedAt: string;
  /** Opens to `OverrideWords` (record = override id, class S, context = override id). */
  readonly sealed: Sealed;
}

/** The free text of the record. */
export interface OverrideWords {
  readonly requesterName: string;
  readonly harmFeared: string;
  readonly evidence: string;
  readonly whyNoAgreement: string;
  readonly alternatives: string;
  /** By item. */
  readonly necessity: Readonly<Record<string, string>>;
  readonly whyNotTold?: string;
}

export interface OverrideAuthorised {
  readonly override: Uuid;
  readonly by: OverridePerson & { readonly profession: AuthoriserProfession };
  /** Items that were declined though the rest was authorised. */
  readonly declined: readonly ItemId[];
  readonly at: string;
  /** Opens to `AnswerWords` (context = `<override id>/answer`). */
  readonly sealed: Sealed;
}

export interface OverrideRefused {
  readonly override: Uuid;
  readonly by: OverridePerson & { readonly profession: AuthoriserProfession };
  readonly at: string;
  /** As of `OverrideAuthorised`. */
  readonly sealed: Sealed;
}

/** By who asked or by somebody who may authorise: from then on nothing stands on it. */
export interface OverrideWithdrawn {
  readonly override: Uuid;
  readonly by: OverridePerson;
  readonly at: string;
  /** Opens to `AnswerWords` (context = `<override id>/withdrawal`). */
  readonly sealed: Sealed;
}

/** Noted by the hub, after somebody authorised it: items that it had by reference alone, and that stay shut all the same. */
export interface OverrideFellShort {
  readonly override: Uuid;
  readonly items: readonly { readonly item: ItemId; readonly why: OverrideShortfall }[];
  readonly at: string;
}

/** CONTENT_GONE: the feed no longer has it. NOT_OPENED: the rules ask for more than the override. */
export type OverrideShortfall = 'CONTENT_GONE' | 'NOT_OPENED';

export interface AnswerWords {
  readonly name: string;
  readonly reason: string;
}

export const OVERRIDE_STREAMS = 'override-';

export type OverrideEvent =
  | { readonly type: 'OverrideAsked'; readonly data: OverrideAsked }
  | { readonly type: 'OverrideAuthorised'; readonly data: OverrideAuthorised }
  | { readonly type: 'OverrideRefused'; readonly data: OverrideRefused }
  | { readonly type: 'OverrideWithdrawn'; readonly data: OverrideWithdrawn }
  | { readonly type: 'OverrideFellShort'; readonly data: OverrideFellShort };
