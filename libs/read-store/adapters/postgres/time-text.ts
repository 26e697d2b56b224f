/** What PostgreSQL reads as it stands: a year from 1, and an offset under sixteen hours or none. */
const PLAIN = /^(?!0000)\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-](?:0\d|1[0-5]):\d\d))?$/;

/**
 * A time as PostgreSQL reads it, which knows no year 0 and fewer offsets: one such time from a partner must not stop a
 * projection. What is no time at all stays as it is.
 */
export function timeText(text: string): string {
  if (PLAIN.test(text)) return text;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : inPostgres(time);
}

/** Years before 1 are counted back from 1 BC, and those after 9999 have no sign. */
function inPostgres(time: Date): string {
  const year = time.getUTCFullYear();
  const ofYear = time.toISOString().slice(-'-mm-ddThh:mm:ss.sssZ'.length);
  const number = String(year < 1 ? 1 - year : year).padStart(4, '0');
  return `${number}${ofYear}${year < 1 ? ' BC' : ''}`;
}
