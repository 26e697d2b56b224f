import { DISAGREEING, OVERRIDE_LACKING } from '../../domain/review/review-asks.js';

const list = (codes: readonly string[]): string => `ARRAY[${codes.map((code) => `'${code}'`).join(', ')}]`;

/** What `askOf` says of a decision, in SQL; null where it asks nobody. `d`: of `timeline.decisions`. */
export const ASK = `CASE
    WHEN d.outcome = 'ADVISE' THEN 'CONFIRM_DUTY'
    WHEN d.outcome <> 'DENY' OR d.row IS DISTINCT FROM 'D9' THEN NULL
    WHEN d.reasons @> ${list([DISAGREEING])} THEN 'DISAGREEMENT'
    WHEN d.reasons && ${list(OVERRIDE_LACKING)} THEN 'OVERRIDE' END`;

/** Holds where it asks somebody; the first half alone is for the index. */
export const ASKING = `((d.outcome = 'ADVISE' OR (d.outcome = 'DENY' AND d.row = 'D9')) AND ${ASK} IS NOT NULL)`;
