/** Digits beyond the millisecond, without zeros that say nothing. */
const FINER = /\.\d{3}(\d*?)0*(?:Z|[+-]\d\d:\d\d)$/i;

/**
 * One text for one moment: clients of other languages write the same time with another offset, or with more or fewer
 * zeros. A text that is no time stays as it is, for the validator to name.
 */
export function canonicalTime(time: string): string {
  const moment = Date.parse(time);
  if (Number.isNaN(moment)) return time;
  const finer = FINER.exec(time)?.[1] ?? '';
  return new Date(moment).toISOString().replace('Z', `${finer}Z`);
}
