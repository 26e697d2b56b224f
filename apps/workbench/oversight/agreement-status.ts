import type { AgreementFacts } from '#sharing';
import { endOfLondonDay, londonMidnight } from '../frame/dates.js';

export interface AgreementTag {
  readonly text: string;
  readonly classes: string;
}

const DAY = 86_400_000;
export const SOON_DAYS = 30;

/** How an agreement stands at a moment, in the words and colours of the state table; by London's days, as it is decided. */
export function agreementTag(facts: AgreementFacts, now: Date): AgreementTag {
  const { status, givenAt, endedAt, expiresAt, groundUntil } = facts;
  if (status === 'SUPERSEDED') return { text: 'Replaced', classes: 'govuk-tag--grey' };
  if (status === 'REFUSED') return { text: 'Refused', classes: 'govuk-tag--red' };
  // A narrowing or review is all that is known so far.
  if (status === 'GIVEN' && givenAt === undefined) return { text: 'Not given', classes: 'govuk-tag--grey' };
  const withdrawn = status === 'WITHDRAWN' ? momentOf(endedAt, londonMidnight) : Infinity;
  if (withdrawn <= now.getTime()) return { text: 'Withdrawn', classes: 'govuk-tag--red' };
  const end = Math.min(withdrawn, momentOf(expiresAt, endOfLondonDay), momentOf(groundUntil, endOfLondonDay));
  if (end <= now.getTime()) return { text: 'Ended', classes: 'govuk-tag--grey' };
  if (end <= now.getTime() + SOON_DAYS * DAY) return { text: 'Ends soon', classes: 'govuk-tag--yellow' };
  return { text: 'Agreed', classes: 'govuk-tag--green' };
}

const momentOf = (text: string | undefined, ofDay: (day: string) => Date | undefined): number =>
  text === undefined ? Infinity : (ofDay(text)?.getTime() ?? Date.parse(text));
