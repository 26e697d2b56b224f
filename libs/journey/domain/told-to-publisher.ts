import type { Decision } from '#sharing';

/** Not asked, refused, withdrawn, expired or out of reach: to a publisher it is all the same. */
export const NO_AGREEMENT = 'AGREEMENT.NONE_IN_FORCE';

/** What follows from the rules and from what the publisher stated itself. Whatever is not named here is not told. */
const OF_ITS_OWN: ReadonlySet<string> = new Set([
  ...['BASIS', 'CRIMINAL', 'DECISION', 'DUTY', 'IDENTIFIER', 'JUDGEMENT', 'MINIMUM', 'ORDER'],
  ...['RESTRICTED', 'REVIEW', 'SPECIAL_CATEGORY', 'TASK', 'VOLUNTARY'],
]);

/** In those areas, but found in records that others made. */
const OF_OTHERS: ReadonlySet<string> = new Set(['DUTY.MORE_DETRIMENTAL', 'DUTY.NOT_SHARING_UNRECORDED']);

/** Sharing stands on an agreement: the publisher relied on it and may know. */
const STANDS_ON_AGREEMENT = 'AGREEMENT.VALID';

/**
 * What a publisher may read of a decision. Why there is no agreement is for those who record agreements: to anyone else
 * "refused" would tell that the person is known elsewhere, and what they answered there. That an override is missing
 * says the same. What is left out leaves no gap: the answer is one that it could have got without it.
 */
export function toldToPublisher({ recipient, outcome, row, reasons }: Decision) {
  const told = [...new Set(reasons.flatMap(reasonTold))];
  return told.length === 0 && reasons.length > 0 && outcome === 'DENY'
    ? { recipient, outcome, row: 'D9' as const, reasons: [NO_AGREEMENT] }
    : { recipient, outcome, row, reasons: told };
}

function reasonTold(code: string): readonly string[] {
  const [area = ''] = code.split('.');
  if (code === STANDS_ON_AGREEMENT) return [code];
  if (area === 'AGREEMENT' || area === 'OVERRIDE') return [NO_AGREEMENT];
  return OF_ITS_OWN.has(area) && !OF_OTHERS.has(code) ? [code] : [];
}
