import type { Brand } from '#platform';
import { digitsOf, weightedSum, withoutSeparators } from './clean.js';

/** Ten digits without spaces. */
export type NhsNumber = Brand<string, 'NhsNumber'>;

const TEN_DIGITS = /^\d{10}$/;
const ALL_THE_SAME = /^(\d)\1{9}$/;

/**
 * Modulus 11 with weights 10 to 2; a check of 10 is never issued. Ten equal digits pass the arithmetic, but are what
 * people type when they do not know the number, so they are refused.
 */
export function findNhsNumber(text: string): NhsNumber | undefined {
  const digits = withoutSeparators(text);
  if (!TEN_DIGITS.test(digits) || ALL_THE_SAME.test(digits)) return undefined;
  const check = (11 - (weightedSum(digitsOf(digits.slice(0, 9)), 10, -1) % 11)) % 11;
  return check === Number(digits[9]) ? (digits as NhsNumber) : undefined;
}

/** Numbers that begin with 999 are reserved for test and never issued to a person. */
export const isTestNhsNumber = (number: NhsNumber): boolean => number.startsWith('999');

/** As the NHS writes it: `999 000 1235`. */
export const formatNhsNumber = (number: NhsNumber): string =>
  `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`;
