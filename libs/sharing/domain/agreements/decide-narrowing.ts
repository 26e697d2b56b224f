import type { AgreementEvent, AgreementNarrowed } from '../agreement-events.js';
import { instantOf } from '../time/stated-time.js';
import { accepted, refused, type AgreementAnswer } from './agreement-answer.js';
import type { SealedNotice } from './agreement-notice.js';
import type { AgreementState } from './agreement-state.js';
import { isLater } from './dates.js';
import { widens } from './narrowing.js';

/**
 * Only less than what stands. More needs a new agreement, which the person gives. One that arrives before the giving which
 * it narrows, the first or one after an end, is kept: nothing dated before it shares more than it left.
 */
export function decideNarrowing(
  notice: Extract<SealedNotice, { kind: 'NARROW' }>,
  state: AgreementState | undefined,
): AgreementAnswer {
  const { narrowedAt, expiresAt } = notice.details;
  if (Number.isNaN(instantOf(narrowedAt)) || !isReadable(expiresAt)) return refused('AGREEMENT.BAD_DATE');
  const event: AgreementEvent = { type: 'AgreementNarrowed', data: narrowingOf(notice) };
  if (state?.givenAt === undefined) return { ...accepted(event), warnings: ['AGREEMENT.NOT_GIVEN'] };
  if (isLater(state.givenAt, narrowedAt)) return refused('AGREEMENT.SUPERSEDED');
  if (state.status !== 'GIVEN') return { ...accepted(event), warnings: ['AGREEMENT.ALREADY_WITHDRAWN'] };
  return widens(state, notice.details) ? refused('AGREEMENT.WOULD_WIDEN') : accepted(event);
}

function narrowingOf(notice: Extract<SealedNotice, { kind: 'NARROW' }>): AgreementNarrowed {
  const { agreement, reference, agency, record, item, details } = notice;
  const { narrowedAt, by, purposes, recipients, categories, exclusions, expiresAt } = details;
  return {
    ...{ agreement, reference, agency, record, item, narrowedAt, by },
    ...{ purposes, recipients, categories, exclusions },
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

const isReadable = (date: string | undefined): boolean =>
  date === undefined || !Number.isNaN(instantOf(date));
