import type { Brand } from '#platform';
import { weightedSum } from './clean.js';
import { isUpnAuthorityCode } from './la-code.js';

/** Unique pupil number, permanent or temporary. */
export type Upn = Brand<string, 'Upn'>;

const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const SHAPE = /^[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]$/;

/**
 * Check letter, authority code, school, year, serial. Weights 2 to 13 over the twelve characters after the check
 * letter, modulo 23; the last is a letter in a temporary number and counts by its place among the 23 letters.
 */
export function findUpn(text: string): Upn | undefined {
  const upn = text.trim().toUpperCase();
  if (!SHAPE.test(upn) || !isUpnAuthorityCode(upn.slice(1, 4))) return undefined;
  const values = [...upn.slice(1)].map(valueOf);
  return LETTERS[weightedSum(values, 2, 1) % 23] === upn[0] ? (upn as Upn) : undefined;
}

function valueOf(character: string): number {
  const place = LETTERS.indexOf(character);
  return place >= 0 ? place : Number(character);
}
