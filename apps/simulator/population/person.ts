import { type Address, type PersonName } from '#contracts';
import { type Part } from '../courses/course.js';
import { type SchoolKey } from './agencies.js';

/** Sharing plans of families: what they said when asked, if they were. */
export const PLANS = [
  { key: 'agreed', share: 66 },
  { key: 'partly', share: 7 },
  { key: 'withdrawn', share: 6 },
  { key: 'expired', share: 4 },
  { key: 'refused', share: 8 },
  { key: 'never-asked', share: 9 },
] as const;
export type Plan = (typeof PLANS)[number]['key'];

/** A synthetic person as they really are; agencies see them through their own records. */
export interface Person {
  readonly key: string;
  readonly familyKey: string;
  readonly part: Exclude<Part, 'siblings'>;
  readonly isChild: boolean;
  readonly given: string;
  readonly family: string;
  /** Names beside the legal one: known as, or former. */
  readonly otherNames: readonly PersonName[];
  /** ISO date. */
  readonly bornOn: string;
  readonly sex: 'M' | 'F';
  readonly nhsNumber: string;
  readonly upn?: string;
  readonly pncId?: string;
  readonly laChildId?: string;
  readonly primary?: SchoolKey;
}

/** Where the household lived from a day of the period on. */
export interface Home {
  readonly fromDay: number;
  readonly address: Required<Address>;
}

export interface Family {
  readonly key: string;
  readonly label: string;
  readonly course: string;
  /** Day of the period on which the course began. */
  readonly startDay: number;
  readonly plan: Plan;
  readonly homes: readonly Home[];
  readonly members: readonly Person[];
}
