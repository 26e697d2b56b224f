import type { Brand } from '#platform';

/** Unique reference number of a school: six digits. Form only; the school register says whether it exists. */
export type SchoolUrn = Brand<string, 'SchoolUrn'>;

const SHAPE = /^[1-9]\d{5}$/;

export const findSchoolUrn = (text: string): SchoolUrn | undefined =>
  SHAPE.test(text) ? (text as SchoolUrn) : undefined;
