import type { Brand } from '#platform';
import { FORMER_LA_CODES, LA_NAMES, PSEUDO_LA_CODES } from './la-codes.js';

/** Three-digit code of one of the 153 present local authorities with children's services in England. */
export type LaCode = Brand<string, 'LaCode'>;

export const findLaCode = (text: string): LaCode | undefined =>
  LA_NAMES.has(text) ? (text as LaCode) : undefined;

export const nameOfLa = (code: LaCode): string => LA_NAMES.get(code) ?? code;

/** A pupil keeps the number of the authority that issued it, also where the authority is no more. */
export const isUpnAuthorityCode = (code: string): boolean =>
  LA_NAMES.has(code) || FORMER_LA_CODES.has(code) || PSEUDO_LA_CODES.has(code);
