import type { AgencyId, ItemId, RecordId, Uuid } from '#platform';
import type { Sector, StatementType, SubjectRole } from '#contracts';
import type { AgreementId } from '#platform';
import type { ClockEnd, Decision, ItemFacts } from '#sharing';
import type { RecordClass, Sealed } from '#vault';

export const ITEM_STREAMS = 'item-';

/** Where the source event lies in the feed; the offset is text because JSON has no 64-bit integers. */
export interface SourcePosition {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

interface ItemOrigin {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly sourceEventId: string;
  readonly source: SourcePosition;
  /** ISO: when the feed took it. */
  readonly receivedAt: string;
}

/** Facts the decision needs again at viewing; people carry records, the person is joined when a view is built. */
export type StoredFacts = Omit<ItemFacts, 'item' | 'agency' | 'people' | 'occurredAt'> & {
  readonly people: readonly ({
    readonly record: RecordId;
    readonly role: SubjectRole;
    readonly party: ItemFacts['people'][number]['party'];
    /** Sealed date of birth would be needed on every view; the month is enough for age rows: `YYYY-MM`. */
    readonly bornIn?: string;
  } & PersonFlags)[];
};

/** What is stated of a person without saying who it is; absent in events of earlier versions. */
type PersonFlags = Pick<
  ItemFacts['people'][number],
  'processing' | 'unborn' | 'atRisk' | 'necessary' | 'restricted'
>;

export interface ItemContent {
  /** Event type with version. */
  readonly type: string;
  readonly sector: Sector;
  /** ISO: happened, recorded by the agency. */
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly statementType: StatementType;
  readonly facts: StoredFacts;
  /** Opens to `ItemDetails` (main subject's record, class = sensitivity, context = item id). */
  readonly sealed: Sealed;
  readonly sealedClass: RecordClass;
  readonly corrects?: ItemId;
  readonly retracts?: ItemId;
}

/** The sealed part. */
export interface ItemDetails {
  readonly details: Readonly<Record<string, unknown>>;
  readonly judgement?: JudgementText;
  /** What the sender wrote of its grounds, where it did. */
  readonly grounds?: GroundsText;
}

export interface JudgementText {
  readonly name: string;
  readonly reason: string;
}

/** References and free text of the sharing part: of them the facts only say that they are recorded. */
export interface GroundsText {
  readonly judgements?: readonly JudgementText[];
  readonly enquiry?: string;
  readonly orders?: readonly { readonly reference: string; readonly court?: string }[];
  readonly publicInterest?: string;
}

/** Of what is shared. Absent where nothing ends it by time, and in events of earlier versions, which did not say. */
interface Lasting {
  /** ISO: from then on time alone may have changed what was decided. Ends of agreements are not among it. */
  readonly standsUntil?: string;
}

/**
 * A restricted item is open to who broke the glass, and to nobody besides. Kept apart from the decisions for teams: what
 * those say of an item, its agency, other agencies and governance are told.
 */
export interface OpenedInEmergency {
  readonly glass: Uuid;
  /** ISO. */
  readonly until: string;
  readonly decision: Decision;
}

/** Stream `item-<ItemId>`, first event: may be shared with at least one recipient. */
export interface ItemShared extends ItemOrigin, Lasting {
  readonly content: ItemContent;
  /** One for each recipient considered, permitted or not. */
  readonly decisions: readonly Decision[];
  /** Absent where some team is permitted anyway. */
  readonly inEmergency?: readonly OpenedInEmergency[];
}

/**
 * Said where the item, a field or a person in it is of a restricted class. The decisions need not tell: what is denied to
 * everybody in any case is held for no custodian. Absent in events of earlier versions, which did not say.
 */
interface Restricted {
  readonly restricted?: true;
}

/** Stream `item-<ItemId>`, first event: no basis; a stub without content. */
export interface ItemWithheld extends ItemOrigin, Restricted {
  /** Only where the publisher lets existence be told. */
  readonly kind?: string;
  readonly existenceMayBeTold: boolean;
  /** Records it concerns, so that an agreement or link can bring it up again. */
  readonly records: readonly RecordId[];
  readonly decisions: readonly Decision[];
  /** A taking back holds whether or not anyone may read it: nobody is shown what its sender has withdrawn. */
  readonly retracts?: ItemId;
}

/** Stream `item-<ItemId>`: decided again and now permitted; content read again from the feed. */
export interface ItemReleased extends ItemOrigin, Lasting {
  readonly content: ItemContent;
  readonly decisions: readonly Decision[];
  /** As of `ItemShared`. */
  readonly inEmergency?: readonly OpenedInEmergency[];
  readonly because: {
    readonly agreement?: AgreementId;
    readonly record?: RecordId;
    readonly override?: Uuid;
    readonly glass?: Uuid;
  };
}

/** Stream `item-<ItemId>`: decided again and no recipient is left. Views drop the content; history keeps it sealed. */
export interface ItemCeased extends Restricted {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly decisions: readonly Decision[];
  /** An agreement that was given, changed or ended; a record that was linked; `clock`: nobody did anything, time did. */
  readonly because: ItemReleased['because'] & { readonly clock?: ClockEnd };
  readonly ceasedAt: string;
}

/**
 * Stream `item-<ItemId>`: decided again; other recipients are left, it stands on something else, or a moment passed at
 * which that might have been. Content stays. Of one that had ceased since it could not be decided: why nobody may have it.
 */
export interface ItemDecidedAgain extends Lasting, Restricted {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly decisions: readonly Decision[];
  /** As of `ItemShared`. */
  readonly inEmergency?: readonly OpenedInEmergency[];
  readonly because: ItemCeased['because'];
  readonly decidedAt: string;
}

/** Stream `item-<ItemId>`, first event of an agreement notice: taken into an `agreement-` stream, no content here. */
export interface AgreementNoticeTaken extends ItemOrigin {
  readonly agreement: AgreementId;
  readonly type: string;
}

/** Stream `item-<ItemId>`: the feed no longer has the content of a stub, and its agency is asked to publish it again. */
export interface ContentAsked {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly sourceEventId: string;
  /** Where it lay; it is asked for once for each place. */
  readonly source: SourcePosition;
  readonly askedAt: string;
  /** The event that may bring the item up. */
  readonly cause: Uuid;
}

/** Stream `item-<ItemId>`: published again as asked, with the content of the first time; that is not in here. */
export interface ContentGiven {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly sourceEventId: string;
  /** Where it lies now. */
  readonly source: SourcePosition;
  /** ISO: when the feed took it this time. */
  readonly givenAt: string;
}

/** Stream `rejection-<uuid of topic, partition, offset>`: nothing of the event is kept but where it lies and why. */
export interface SourceEventRejected {
  readonly agency: AgencyId;
  readonly sourceEventId?: string;
  readonly source: SourcePosition;
  readonly receivedAt: string;
  /** Codes of `contracts/reason-codes.json`, with the field path where there is one. Never a value. */
  readonly reasons: readonly { readonly code: string; readonly path?: string }[];
  /** Which delivery was refused, from 1; absent in events of earlier versions, which knew of one only. */
  readonly attempt?: number;
}

export type ItemEvent =
  | { readonly type: 'ItemShared'; readonly data: ItemShared }
  | { readonly type: 'ItemWithheld'; readonly data: ItemWithheld }
  | { readonly type: 'ItemReleased'; readonly data: ItemReleased }
  | { readonly type: 'ItemCeased'; readonly data: ItemCeased }
  | { readonly type: 'ItemDecidedAgain'; readonly data: ItemDecidedAgain }
  | { readonly type: 'ContentAsked'; readonly data: ContentAsked }
  | { readonly type: 'ContentGiven'; readonly data: ContentGiven }
  | { readonly type: 'AgreementNoticeTaken'; readonly data: AgreementNoticeTaken };
export type RejectionEvent = { readonly type: 'SourceEventRejected'; readonly data: SourceEventRejected };
