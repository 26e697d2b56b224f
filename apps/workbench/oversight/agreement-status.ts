import type { AgreementFacts } from '#sharing';

export interface AgreementTag {
  readonly text: string;
  readonly classes: string;
}

const DAY = 86_400_000;
export const SOON_DAYS = 30;

/** How an agreement stands at a moment, in the words and colours of the state table. */
export function agreementTag(facts: AgreementFacts, now: Date): AgreementTag {
  if (facts.status === 'SUPERSEDED') return { text: 'Replaced', classes: 'govuk-tag--grey' };
  if (facts.status === 'REFUSED') return { text: 'Refused', classes: 'govuk-tag--red' };
  if (facts.status === 'WITHDRAWN' && endOf(facts.endedAt) <= now.getTime())
    return { text: 'Withdrawn', classes: 'govuk-tag--red' };
  const end = endOf(facts.expiresAt);
  if (end <= now.getTime()) return { text: 'Ended', classes: 'govuk-tag--grey' };
  if (end <= now.getTime() + SOON_DAYS * DAY) return { text: 'Ends soon', classes: 'govuk-tag--yellow' };
  return { text: 'Agreed', classes: 'govuk-tag--green' };
}

/** A date alone ends with its day. */
function endOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const at = Date.parse(text);
  return text.length === 10 ? at + DAY : at;
}
