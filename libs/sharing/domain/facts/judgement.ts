import type { AgencyId } from '#platform';
import type { Judgement, JudgementKind } from '#contracts';

export type { JudgementKind } from '#contracts';

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
