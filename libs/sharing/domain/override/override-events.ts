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

export interface AnswerWords {
  readonly name: string;
  readonly reason: string;
}

export const OVERRIDE_STREAMS = 'override-';

export type OverrideEvent =
  | { readonly type: 'OverrideAsked'; readonly data: OverrideAsked }
  | { readonly type: 'OverrideAuthorised'; readonly data: OverrideAuthorised }
  | { readonly type: 'OverrideRefused'; readonly data: OverrideRefused };
