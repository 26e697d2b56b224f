import type { AgreementId, RecipientId, RecordId } from '#platform';
import type { Judgement, Purpose } from '#contracts';
import type { AgreementFacts } from './agreement.js';
import type { ItemFacts, RecipientFacts } from './item.js';
import type { OverrideRecord } from './override.js';
import type { Modifier, Outcome, Row } from './table.js';
import type { ViewerFacts } from './viewer.js';

export interface DecisionInput {
  readonly item: ItemFacts;
  readonly recipient?: RecipientFacts;
  readonly purpose?: Purpose;
  /** Every agreement of every person in the item. */
  readonly agreements: readonly AgreementFacts[];
  readonly now: Date;
  /**
   * Whether the family agrees to receive help, where somebody recorded it. Told beside the decision and never part
   * of it: refusing help does not end an agreement to share.
   */
  readonly engagement?: Exclude<Bases['engagement'], 'NOT_ASKED'>;
  readonly overrides?: readonly OverrideRecord[];
  /** Records still owed, or settled, for earlier disclosures of this item to this recipient. */
  readonly owing?: readonly OwingFacts[];
  readonly viewer?: ViewerFacts;
}

export type OwedRecord = 'DANGER_RECORD' | 'OVERRIDE';

export interface OwingFacts {
  readonly record: OwedRecord;
  readonly row: Row;
  readonly disclosedAt: string;
  readonly settledAt?: string;
}

/** Three separate answers, never one Boolean: UK GDPR basis, confidentiality, engagement. */
export interface Bases {
  readonly article6: readonly string[];
  readonly article9: readonly string[];
  /** Of criminal offence data. */
  readonly article10?: readonly string[];
  /** Which limb of paragraph 18 applied, where an answer stands on it. */
  readonly limb?: NonNullable<Judgement['limb']>;
  readonly confidentiality: string;
  readonly engagement: 'AGREED' | 'NOT_AGREED' | 'NOT_ASKED';
}

/** Fields that came later are absent where they say nothing, so that what was recorded before reads the same. */
export interface Decision {
  readonly outcome: Outcome;
  /** Undefined where a modifier settled it. */
  readonly row?: Row;
  readonly modifiers: readonly Modifier[];
  /** Of what is shared or advised. */
  readonly bases?: Bases;
  /** Agreements that the outcome stands on. */
  readonly standsOn: readonly AgreementId[];
  /** References of override records that the outcome stands on. */
  readonly overrides?: readonly string[];
  /** Reason codes of `contracts/reason-codes.json`, most telling first; of a denial, what is missing. */
  readonly reasons: readonly string[];
  /** What somebody has to be told or reminded of; changes nothing. */
  readonly alerts?: readonly string[];
  readonly alsoMatches: readonly Row[];
  /** Persons to cut out of what is shown (M7). */
  readonly redact: readonly RecordId[];
  /** Only these fields may be shown; every field where absent. */
  readonly fields?: readonly string[];
  /** Fields of a safe address to take away for this viewer. */
  readonly strip?: readonly string[];
  /** What has to be recorded, each by the end of this ISO date. */
  readonly owes?: readonly { readonly record: OwedRecord; readonly by: string }[];
  /** Governance and rights work: logged apart, and no road to content. */
  readonly apart?: true;
  readonly recipient?: RecipientId;
  readonly purpose?: Purpose;
  readonly ruleset: string;
  /** ISO. */
  readonly decidedAt: string;
}

/** True where content may be shown. What governance may see has its own door. */
export const isPermitted = ({ outcome, apart }: Pick<Decision, 'outcome' | 'apart'>): boolean =>
  apart !== true && (outcome === 'PERMIT' || outcome === 'MUST_SHARE');

/** True where a person must look: one review a family and recipient, not one an item. */
export const needsReview = ({ outcome, row }: Pick<Decision, 'outcome' | 'row'>): boolean =>
  row === 'D9' || outcome === 'ADVISE';

/** The reviews that decisions open, each family and recipient once. */
export function reviewsOf(
  decided: readonly { readonly family: string; readonly decision: Decision }[],
): readonly { readonly family: string; readonly recipient: RecipientId | undefined }[] {
  const open = decided.filter(({ decision }) => needsReview(decision));
  const byKey = new Map(
    open.map(({ family, decision: { recipient } }) => [
      `${family} ${recipient ?? ''}`,
      { family, recipient },
    ]),
  );
  return [...byKey.values()];
}
