import type { Decision } from '#sharing';

/** Not asked, refused, withdrawn, expired or out of reach: to a publisher it is all the same. */
export const NO_AGREEMENT = 'AGREEMENT.NONE_IN_FORCE';

/** Sharing stands on an agreement: the publisher relied on it and may know. */
const MAY_BE_TOLD: ReadonlySet<string> = new Set(['AGREEMENT.VALID']);

/** What others recorded of the person or of an earlier disclosure: to a publisher there is simply no row. */
const OF_OTHERS: readonly string[] = ['RIGHTS.', 'RECORD.', 'VIEWER.'];

/**
 * What a publisher may read of a decision. Why there is no agreement is for those who record agreements: to anyone else
 * "refused" would tell that the person is known elsewhere, and what they answered there. That an override is missing
 * says the same.
 */
export function toldToPublisher({ recipient, outcome, row, reasons }: Decision) {
  return { recipient, outcome, row, reasons: [...new Set(reasons.map(reasonTold))] };
}

function reasonTold(code: string): string {
  if (OF_OTHERS.some((area) => code.startsWith(area))) return 'DECISION.NO_ROW';
  const tellsOfAnAnswer = code.startsWith('AGREEMENT.') || code.startsWith('OVERRIDE.');
  return tellsOfAnAnswer && !MAY_BE_TOLD.has(code) ? NO_AGREEMENT : code;
}
