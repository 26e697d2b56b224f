import { instantOf } from '../time/stated-time.js';
import { accepted, refused, type AgreementAnswer } from './agreement-answer.js';
import type { SealedNotice } from './agreement-notice.js';
import type { AgreementState } from './agreement-state.js';
import { isLater } from './dates.js';
import { widens } from './narrowing.js';

/** Only less than what stands. More needs a new agreement, which the person gives. */
export function decideNarrowing(
  notice: Extract<SealedNotice, { kind: 'NARROW' }>,
  state: AgreementState | undefined,
): AgreementAnswer {
  const { agreement, reference, agency, record, item, details } = notice;
  const { narrowedAt, by, purposes, recipients, categories, exclusions, expiresAt } = details;
  if (Number.isNaN(instantOf(narrowedAt)) || !isReadable(expiresAt)) return refused('AGREEMENT.BAD_DATE');
  if (state?.givenAt === undefined) return refused('AGREEMENT.NOT_GIVEN');
  if (state.status !== 'GIVEN') return refused('AGREEMENT.ALREADY_WITHDRAWN');
  if (isLater(state.givenAt, narrowedAt)) return refused('AGREEMENT.SUPERSEDED');
  if (widens(state, details)) return refused('AGREEMENT.WOULD_WIDEN');
  const data = {
    ...{ agreement, reference, agency, record, item, narrowedAt, by },
    ...{ purposes, recipients, categories, exclusions },
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  return accepted({ type: 'AgreementNarrowed', data });
}

const isReadable = (date: string | undefined): boolean =>
  date === undefined || !Number.isNaN(instantOf(date));
