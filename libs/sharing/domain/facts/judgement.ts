import type { AgencyId } from '#platform';
import type { Judgement } from '#contracts';

/**
 * What a practitioner may judge. The first three open roads or carry a limb; the last three belong to the duty of
 * section 16LA: that sharing is relevant and may help, that it would harm more than silence, that a person confirms.
 */
export type JudgementKind =
  Judgement['kind'] | 'RELEVANT_AND_MAY_HELP' | 'MORE_HARM_THAN_SILENCE' | 'DUTY_CONFIRMED';

/** A judgement without the practitioner's free text, which stays sealed. */
export type JudgementFacts = Pick<Judgement, 'role' | 'organisation' | 'madeAt' | 'reviewBy' | 'limb'> & {
  readonly kind: JudgementKind;
  readonly named: boolean;
  readonly reasoned: boolean;
  /** Where it was made; the sender where absent. */
  readonly agency?: AgencyId;
  /** The enquiry it was made for; any where absent. */
  readonly enquiry?: string;
  /** A judgement ends before its review date only where its maker says so. */
  readonly withdrawnAt?: string;
};
