import type { AgencyId, ItemId, PersonId, RecipientId, RecordId } from '#platform';
import type { Purpose, RestrictedClass, Sector, SharingBlock } from '#contracts';
import type { RecordClass } from '#vault';
import type { BodyFacts } from './body.js';
import type { JudgementFacts } from './judgement.js';

/** What the decision needs to know of an item; no personal field except dates of birth. */
export interface ItemFacts {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly sector: Sector;
  /** Event type without version, for example `health.was-not-brought`. */
  readonly kind: string;
  readonly sensitivity: RecordClass;
  readonly restricted: readonly RestrictedClass[];
  readonly sharing: Omit<SharingBlock, 'judgement'> & {
    readonly judgement?: JudgementFacts;
  } & SharingGrounds;
  readonly people: readonly PersonInItem[];
  readonly occurredAt: Date;
  /** True where an item of class P or C holds special category data besides. */
  readonly specialCategory?: boolean;
  /** MAPPA minutes stay outside the hub. */
  readonly minutes?: boolean;
  /** Where stated, what is necessary is decided field by field. */
  readonly fields?: readonly FieldFacts[];
  /** What the rule set says of the agency where absent. */
  readonly sender?: BodyFacts;
}

export interface FieldFacts {
  readonly name: string;
  readonly sensitivity?: RecordClass;
  /** A practitioner said that the purpose cannot be met without it. */
  readonly necessary?: boolean;
}

/** What the sender states besides, each only where it applies. */
export interface SharingGrounds {
  /** Judgements besides the first. */
  readonly judgements?: readonly JudgementFacts[];
  /** The enquiry that the item is shared for. */
  readonly enquiry?: string;
  readonly orders?: readonly OrderFacts[];
  /** Where the data were gathered; told by class and sender where absent. */
  readonly origin?: 'LAW_ENFORCEMENT' | 'GENERAL';
  /** The law that lets Part 3 data be passed on; empty: none, whatever the rule set says of the sender. */
  readonly authorisedByLaw?: string;
  /** A statute that itself asks for consent, for example the homelessness duty to refer. */
  readonly statuteConsent?: { readonly statute: string; readonly given: boolean };
  /** Why sharing is in the public interest: the text, or that it is recorded. */
  readonly publicInterest?: string | boolean;
  /** The family could say no without losing anything. */
  readonly realChoice?: boolean;
  /** A grade of risk. Carried, and never decides by itself. */
  readonly grade?: string;
  /** Section 16LC: what became of the child's consistent identifier. */
  readonly identifier?: 'INCLUDED' | 'LEFT_OUT' | 'UNKNOWN_AND_SLOW_TO_FIND' | 'MORE_HARMFUL';
}

/** A court order, or a statute that compels or forbids by itself. */
export interface OrderFacts {
  readonly kind: 'COURT_ORDER' | 'STATUTE';
  readonly effect: 'COMPELS' | 'FORBIDS';
  /** Case or section, or that it is recorded: without one there is no order to look at. */
  readonly reference: string | boolean;
  readonly from?: string;
  readonly until?: string;
  /** A stayed order is no order. */
  readonly stayed?: boolean;
  /** Its limit; whatever is absent is not limited. */
  readonly recipients?: readonly string[];
  readonly purposes?: readonly Purpose[];
  readonly categories?: readonly string[];
  readonly fields?: readonly string[];
}

export interface PersonInItem {
  readonly record: RecordId;
  readonly person: PersonId;
  readonly party: 'SUBJECT' | 'THIRD_PARTY' | 'PROFESSIONAL';
  /** ISO date; needed for under-18 rows. Undefined is treated as not shown to be a child. */
  readonly bornOn?: string;
  readonly unborn?: boolean;
  /** An adult at risk, for paragraph 18. */
  readonly atRisk?: boolean;
  readonly adoptedOn?: string;
  readonly deceasedOn?: string;
  /** What is said of this person can be cut out and leaves no trace. */
  readonly separable?: boolean;
  /** A third party without whose part the purpose cannot be met. */
  readonly necessary?: boolean;
  /** Restricted classes of what is said of this person alone. */
  readonly restricted?: readonly RestrictedClass[];
  /** Their rights over their data: restricted, or objected and not yet, or upheld. */
  readonly processing?: 'RESTRICTED' | 'OBJECTED' | 'OBJECTION_UPHELD';
}

export interface RecipientFacts {
  readonly recipient: RecipientId;
  readonly role: 'MASH' | 'EARLY_HELP' | 'SOCIAL_CARE' | 'IG' | 'PARTNER';
  /** What the rule set says of the agency where absent. */
  readonly body?: BodyFacts;
}
