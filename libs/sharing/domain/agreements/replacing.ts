import type { AgreementEvent, AgreementGiven } from '../agreement-events.js';
import type { AgreementNoticeReason } from './agreement-answer.js';
import type { AgreementState } from './agreement-state.js';
import { outlives } from './dates.js';

/** Why one agreement may not take the place of another; undefined where it may. */
export function replacingFault(
  given: AgreementGiven,
  replaced: AgreementState | undefined,
): AgreementNoticeReason | undefined {
  if (!replaced || replaced.agreement === given.agreement) return 'AGREEMENT.NOT_GIVEN';
  if (replaced.record !== given.record) return 'AGREEMENT.OTHER_PERSON';
  if (outlives(replaced.givenAt, given.givenAt)) return 'AGREEMENT.SUPERSEDED';
  const isSameMatter = replaced.purposes.some((purpose) => given.purposes.includes(purpose));
  return isSameMatter ? undefined : 'AGREEMENT.OTHER_MATTER';
}

/** What a giving does to the agreement whose place it takes; one that has ended needs no replacing. */
export function replacing(
  { item, agreement: replacedBy, givenAt: supersededAt }: AgreementGiven,
  replaced: AgreementState | undefined,
): readonly AgreementEvent[] {
  if (replaced?.status !== 'GIVEN') return [];
  const { agreement, reference, agency, record } = replaced;
  const data = { agreement, reference, agency, record, item, supersededAt, replacedBy };
  return [{ type: 'AgreementSuperseded', data }];
}
