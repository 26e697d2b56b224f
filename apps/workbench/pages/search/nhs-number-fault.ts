import { findNhsNumber, findUln } from '#contracts';

/** What is wrong with ten digits that are neither an NHS number nor a learner number; other identifiers are let be. */
export function nhsNumberFault(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d{10}$/.test(digits) || findNhsNumber(digits) || findUln(digits)) return undefined;
  return 'This NHS number has a wrong check digit. Check it or leave it empty.';
}
