import type { Purpose, RestrictedClass } from '#contracts';
import type {
  AuthoriserProfession,
  BodyFacts,
  JudgementKind,
  Modifier,
  Outcome,
  OwedRecord,
  ParentalGround,
  RecipientFacts,
  Row,
} from './facts.js';
import type { SharingReason } from './reasons.js';
import type { Calendar } from './time/working-days.js';

export interface SignOff {
  /** For example `INFORMATION_GOVERNANCE_LEAD`. Two sign-offs in different roles are needed. */
  readonly role: string;
  readonly name: string;
  /** ISO date. */
  readonly on: string;
}

/** What came after the first version is absent from it, and then says nothing: a version keeps its answers. */
export interface Parameters {
  /** How long a practitioner's judgement lasts at most. */
  readonly judgementMaxDays: number;
  /** How long an agreement lasts that states no end. */
  readonly agreementDefaultMonths: number;
  /** From this age people answer for themselves. */
  readonly ageOfOwnAgreement: number;
  readonly childAgeLimit: number;
  /** From this age a child's competence must be recorded before anyone answers. */
  readonly competenceFrom: number;
  /** Purposes that a judgement of significant harm reaches. */
  readonly protectivePurposes: readonly Purpose[];
  /** Who is told of immediate danger where no recipient is named. */
  readonly dutyDesk?: RecipientFacts;
  /** ISO date from which section 16LA binds; where absent it never does. */
  readonly duty_16LA_from?: string;
  /** True: a person confirms each time. */
  readonly duty_16LA_advisory?: boolean;
  /** ISO date from which section 16LC asks for the consistent identifier; where absent it never does. */
  readonly identifier_16LC_from?: string;
  /** ISO date from which recognised legitimate interest may be relied on. */
  readonly recognisedInterestFrom?: string;
  /** Purposes that count as safeguarding for a voluntary sender. */
  readonly safeguardingPurposes?: readonly Purpose[];
  /** What counts as early help for a voluntary sender: either is enough. */
  readonly earlyHelp?: {
    readonly purposes: readonly Purpose[];
    readonly roles: readonly RecipientFacts['role'][];
  };
  readonly parental?: ParentalRules;
  /** From this age an attorney or a best interests decision answers for a person without capacity. */
  readonly ageOfAttorney?: number;
  readonly override?: { readonly maxDays: number; readonly authorisers: readonly AuthoriserProfession[] };
  /** Within how many working days a record is owed. */
  readonly recordWorkingDays?: number;
  readonly calendars?: readonly Calendar[];
  /** What governance knows of the agencies; what a question states of them goes first. */
  readonly bodies?: readonly RegisteredBody[];
}

export interface ParentalRules {
  /** Grounds that carry parental responsibility. */
  readonly grounds: readonly ParentalGround[];
  /** A father is a holder by a birth registration from this ISO date. */
  readonly fatherRegisteredFrom: string;
}

export type RegisteredBody = BodyFacts & { readonly agency: string };

/** A legal basis of a row, open where every condition named is met. */
export interface BasisOption {
  readonly code: string;
  readonly conditions: readonly string[];
}

export interface RowRule {
  readonly id: Row;
  /** False: carried in the table, not yet matched. Its conditions need no function until it is enabled. */
  readonly enabled: boolean;
  readonly title: string;
  readonly result: Exclude<Outcome, 'HOLD'>;
  /** The judgement that the row waits for; told where it was offered and did not open the row. */
  readonly judgement?: JudgementKind;
  /** Other conditions under which it is told why the row did not open. */
  readonly offered?: readonly string[];
  /** Names of conditions; all must be met. */
  readonly conditions: readonly string[];
  /** Where one of these is not met the row only advises, and does not stop later rows that share. */
  readonly advisedUnless?: readonly string[];
  /** Told where the row settles the decision; empty: the reasons why no earlier row matched. */
  readonly reasons: readonly SharingReason[];
  readonly article6: readonly BasisOption[];
  readonly article9: readonly BasisOption[];
  readonly confidentiality: string;
  /** The answers of that column one by one; the column as a whole where absent. */
  readonly confidentialityRoutes?: readonly BasisOption[];
  /** Only what is stated to be necessary, field by field. */
  readonly minimum?: boolean;
  /** What may be shown at most; every field where absent. */
  readonly fields?: readonly string[];
  /** Governance and rights work: logged apart. */
  readonly apart?: boolean;
  /** Stands on agreements, wholly or where there are any. */
  readonly onAgreement?: boolean;
  /** Reaches third parties whose part is necessary. */
  readonly reachesThirdParties?: boolean;
  /** Subjects who are cut out where the item can be parted without trace. */
  readonly parts?: 'WITHOUT_AGREEMENT' | 'WHO_REFUSED';
  readonly owes?: readonly { readonly record: OwedRecord; readonly when: readonly string[] }[];
  readonly notes: string;
}

/** What a modifier does where it applies. REQUIRE: refuse unless its requirements are met. */
export type ModifierEffect = 'DENY_UNLESS' | 'HOLD_UNLESS_OPENED' | 'REQUIRE' | 'REDACT';

export interface ModifierRule {
  readonly id: Modifier;
  readonly enabled: boolean;
  readonly title: string;
  readonly effect: ModifierEffect;
  /** The modifier applies where all are met. */
  readonly when: readonly string[];
  /** Conditions, or a requirement of the matched row (`articleNineOfRow`, `articleTenOfItem`). */
  readonly requires: readonly string[];
  /** Rows that stand by themselves. */
  readonly spares?: readonly Row[];
  readonly notes: string;
}

/** What shuts rows whatever their own conditions say. */
export interface BarrierRule {
  readonly id: string;
  readonly title: string;
  readonly when: readonly string[];
  readonly spares: readonly Row[];
  readonly reason: SharingReason;
  /** Goes before a restricted class: the answer is no, and no custodian is asked. */
  readonly beforeHold: boolean;
  readonly notes: string;
}

/** What somebody is told beside an outcome. */
export interface AlertRule {
  readonly code: SharingReason;
  readonly on: 'SHARED' | 'SETTLED' | 'HELD';
  readonly when: readonly string[];
}

export interface RestrictedRule {
  readonly title: string;
  /** Never more than the custodian's contact. */
  readonly pointerOnly: boolean;
  /** Rows that open the class; `namedKind`: only where the agreement names the event type itself. */
  readonly openedBy: readonly { readonly row: Row; readonly namedKind: boolean }[];
  /** Fields taken away for a viewer linked to the suspect. */
  readonly strips?: readonly string[];
  readonly notes: string;
}

/** The sharing rules as data: versioned, signed off, in effect from a date. */
export interface RuleSet {
  readonly version: string;
  /** ISO date, Europe/London midnight. */
  readonly effectiveFrom: string;
  /** Empty in a draft, which never takes effect. */
  readonly signedOffBy: readonly SignOff[];
  readonly parameters: Parameters;
  readonly modifiers: readonly ModifierRule[];
  readonly barriers?: readonly BarrierRule[];
  readonly rows: readonly RowRule[];
  /** Routes for criminal offence data. */
  readonly article10?: readonly BasisOption[];
  readonly alerts?: readonly AlertRule[];
  /** `UNSPECIFIED`: sensitivity R without a class. */
  readonly restricted: Readonly<Record<RestrictedClass | 'UNSPECIFIED', RestrictedRule>>;
  readonly notes: readonly string[];
}
