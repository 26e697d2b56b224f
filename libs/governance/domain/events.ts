import type { AgencyId, FamilyId, ItemId, RecipientId, RecordId, StaffId } from '#platform';
import type { Purpose } from '#contracts';
import type { OwedRecord } from '#sharing';

/** Stream `disclosure-<YYYY-MM-DD>-<shard>`: appended before the content leaves. */
export interface Disclosed {
  readonly disclosure: string;
  readonly at: string;
  readonly viewer: StaffId;
  readonly role: string;
  readonly agency: AgencyId;
  readonly recipient: RecipientId;
  readonly purpose: Purpose;
  /** Contact or case reference that the viewer gave. */
  readonly reference: string;
  /** From `DECISIONS` on: what was decided, agreed and looked at, without any content. */
  readonly page:
    | 'TIMELINE'
    | 'ITEM'
    | 'PEOPLE'
    | 'SEARCH'
    | 'AGREEMENT'
    | 'OVERRIDE'
    | 'REVIEW'
    | 'CONNECTION'
    | 'DECISIONS'
    | 'PERSON_AUDIT'
    | 'PERSON_EXPORT'
    | 'LOOK';
  /** By the hub's own name. */
  readonly family?: FamilyId;
  /** What the family is called in the viewer's sight. Absent where the looks were recorded before it was kept. */
  readonly seenAs?: FamilyId;
  /**
   * Of everybody who was shown, by name or with their family: a record stays theirs when families or persons are joined or
   * parted. Absent where the looks were recorded before it was kept.
   */
  readonly records?: readonly RecordId[];
  readonly items: readonly {
    readonly item: ItemId;
    readonly row: string;
    /** Records that somebody has to make because of this; absent where none is owed. */
    readonly owes?: readonly OwedRecord[];
  }[];
  readonly ruleset: string;
}

export type DisclosureEvent = { readonly type: 'Disclosed'; readonly data: Disclosed };
