import type { Purpose } from '#contracts';
import type { Reader, Sitting } from './viewer.js';

export type SittingFault = 'NO_PURPOSE' | 'NO_REFERENCE';

/** A contact, case or audit reference such as `C-2MX9`: letters and digits, with one digit at least, so that no name can be typed in. */
const REFERENCE = /^[A-Z]{1,3}-(?=[A-Z]*\d)[A-Z0-9]{3,12}$/;

/** States a purpose for a sitting; every fault found, in the order of the form. */
export function stateSitting(
  viewer: Reader,
  purpose: string | undefined,
  reference: string | undefined,
): Sitting | readonly SittingFault[] {
  const stated = viewer.purposes.find((allowed) => allowed === purpose) satisfies Purpose | undefined;
  const tidy = (reference ?? '').trim().toUpperCase();
  if (stated !== undefined && REFERENCE.test(tidy)) return { viewer, purpose: stated, reference: tidy };
  const faults: SittingFault[] = [];
  if (stated === undefined) faults.push('NO_PURPOSE');
  if (!REFERENCE.test(tidy)) faults.push('NO_REFERENCE');
  return faults;
}

export const isSitting = (stated: Sitting | readonly SittingFault[]): stated is Sitting =>
  !Array.isArray(stated);
