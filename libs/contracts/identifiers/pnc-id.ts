import type { Brand } from '#platform';

/** Police National Computer id in its canonical form `YYYY/NNNNNNNL`. */
export type PncId = Brand<string, 'PncId'>;

const LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY';
const LONG = /^((?:19|20)\d{2})\/?(\d{1,7})([A-HJ-NP-RT-Z])$/;
const SHORT = /^(\d{2})\/?(\d{1,7})([A-HJ-NP-RT-Z])$/;
/** Two-digit years up to this one are read as 2000 and later: the oldest files in short form are of the 1940s. */
const LAST_YEAR_OF_THIS_CENTURY = 40;

/**
 * Year of two or four digits, optional stroke, serial of up to seven digits, check letter by the two-digit year and
 * the padded serial modulo 23. Without a stroke a short and a long reading can both fit; the check letter decides.
 */
export function findPncId(text: string): PncId | undefined {
  const id = text.trim().toUpperCase();
  return canonical(LONG.exec(id)) ?? canonical(SHORT.exec(id));
}

function canonical(parts: RegExpExecArray | null): PncId | undefined {
  const [, year = '', serial = '', letter = ''] = parts ?? [];
  if (letter === '') return undefined;
  const padded = serial.padStart(7, '0');
  if (LETTERS[Number(`${year.slice(-2)}${padded}`) % 23] !== letter) return undefined;
  return `${fullYear(year)}/${padded}${letter}` as PncId;
}

function fullYear(year: string): string {
  if (year.length === 4) return year;
  return Number(year) <= LAST_YEAR_OF_THIS_CENTURY ? `20${year}` : `19${year}`;
}
