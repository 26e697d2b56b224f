import type { Decision, OverrideKind } from '#sharing';

/**
 * What a decision asks a person. Where nobody was asked for agreement yet, or what was agreed does not reach so far, the
 * family has to answer and no review is open.
 */
export const REVIEW_ASKS = ['DISAGREEMENT', 'OVERRIDE', 'CONFIRM_DUTY'] as const;
export type ReviewAsk = (typeof REVIEW_ASKS)[number];

export const REVIEW_ANSWERS = ['SHARE', 'NOT_SHARE', 'ASK_AGAIN'] as const;
export type ReviewAnswer = (typeof REVIEW_ANSWERS)[number];

/** Reasons of a denial that stand for a refusal whose override is not there or not complete. */
export const OVERRIDE_LACKING = [
  'OVERRIDE.MISSING',
  'OVERRIDE.INCOMPLETE',
  'OVERRIDE.OTHER_ITEM',
  'OVERRIDE.OTHER_RECIPIENT',
  'OVERRIDE.LAPSED',
] as const;
export const DISAGREEING = 'AGREEMENT.DISAGREEMENT';

type Decided = Pick<Decision, 'outcome' | 'row' | 'reasons'>;

/** Undefined where a decision asks nobody. A disagreement comes first: it has to be settled before anything else. */
export function askOf({ outcome, row, reasons }: Decided): ReviewAsk | undefined {
  if (outcome === 'ADVISE') return 'CONFIRM_DUTY';
  if (outcome !== 'DENY' || row !== 'D9') return undefined;
  if (reasons.includes(DISAGREEING)) return 'DISAGREEMENT';
  return OVERRIDE_LACKING.some((reason) => reasons.includes(reason)) ? 'OVERRIDE' : undefined;
}

/** The record that an answer needs before anything changes; undefined where it needs none. */
export function recordNeeded(ask: ReviewAsk, answer: ReviewAnswer): OverrideKind | undefined {
  if (answer === 'SHARE') return ask === 'CONFIRM_DUTY' ? undefined : 'OVERRIDE';
  return answer === 'NOT_SHARE' && ask === 'CONFIRM_DUTY' ? 'NOT_SHARING' : undefined;
}
