import { type Dice } from '../chance/dice.js';
import { type EventKind } from './event-kinds.js';
import { EARLY_HELP_DETAILS } from './details/early-help.js';
import { HEALTH_DETAILS } from './details/health.js';
import { POLICE_DETAILS } from './details/police.js';
import { SCHOOL_DETAILS } from './details/school.js';
import { SOCIAL_CARE_DETAILS } from './details/social-care.js';

export interface DetailContext {
  readonly dice: Dice;
  /** ISO date-time at which it happened. */
  readonly time: string;
  /** ISO date, days after it happened (before, where negative). */
  readonly date: (days: number) => string;
  /** Whole years, of the main person. */
  readonly age: number;
  /** How often this kind has happened in the family before. */
  readonly earlier: number;
  /** Unique in the county, for references. */
  readonly serial: number;
}

export type DetailMaker = (context: DetailContext) => Readonly<Record<string, unknown>>;

const MAKERS: Readonly<Record<EventKind, DetailMaker>> = {
  ...HEALTH_DETAILS,
  ...POLICE_DETAILS,
  ...SCHOOL_DETAILS,
  ...SOCIAL_CARE_DETAILS,
  ...EARLY_HELP_DETAILS,
};

/** What an event of the kind usually says. */
export const usualDetails = (kind: EventKind, context: DetailContext) => MAKERS[kind](context);
