import type { Judgement, Purpose, RestrictedClass } from '#contracts';
import type { Modifier, Outcome, RecipientFacts, Row } from './facts.js';
import type { SharingReason } from './reasons.js';

export interface SignOff {
  /** For example `INFORMATION_GOVERNANCE_LEAD`. Two sign-offs in different roles are needed. */
  readonly role: string;
  readonly name: string;
  /** ISO date. */
  readonly on: string;
}

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
}

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
  readonly judgement?: Judgement['kind'];
  /** Names of conditions; all must be met. */
  readonly conditions: readonly string[];
  /** Told where the row settles the decision; empty: the reasons why no earlier row matched. */
  readonly reasons: readonly SharingReason[];
  readonly article6: readonly BasisOption[];
  readonly article9: readonly BasisOption[];
  readonly confidentiality: string;
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
  /** Conditions, or a requirement of the matched row (`articleNineOfRow`). */
  readonly requires: readonly string[];
  readonly notes: string;
}

export interface RestrictedRule {
  readonly title: string;
  /** Never more than the custodian's contact. */
  readonly pointerOnly: boolean;
  /** Rows that open the class; `namedKind`: only where the agreement names the event type itself. */
  readonly openedBy: readonly { readonly row: Row; readonly namedKind: boolean }[];
  readonly notes: string;
}

/** The sharing rules as data: versioned, signed off, in effect from a date. */
export interface RuleSet {
  readonly version: string;
  /** ISO date, Europe/London midnight. */
  readonly effectiveFrom: string;
  readonly signedOffBy: readonly SignOff[];
  readonly parameters: Parameters;
  readonly modifiers: readonly ModifierRule[];
  readonly rows: readonly RowRule[];
  /** `UNSPECIFIED`: sensitivity R without a class. */
  readonly restricted: Readonly<Record<RestrictedClass | 'UNSPECIFIED', RestrictedRule>>;
  readonly notes: readonly string[];
}
