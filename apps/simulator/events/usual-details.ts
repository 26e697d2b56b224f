import { type EventKind } from './event-kinds.js';
import { type DetailContext, type DetailMaker } from './details/detail-maker.js';
import { EARLY_HELP_DETAILS } from './details/early-help.js';
import { HEALTH_DETAILS } from './details/health.js';
import { POLICE_DETAILS } from './details/police.js';
import { SCHOOL_DETAILS } from './details/school.js';
import { SOCIAL_CARE_DETAILS } from './details/social-care.js';
import { VOLUNTARY_DETAILS } from './details/voluntary.js';

const MAKERS: Readonly<Record<EventKind, DetailMaker>> = {
  ...HEALTH_DETAILS,
  ...POLICE_DETAILS,
  ...SCHOOL_DETAILS,
  ...SOCIAL_CARE_DETAILS,
  ...EARLY_HELP_DETAILS,
  ...VOLUNTARY_DETAILS,
};

/** What an event of the kind usually says. */
export const usualDetails = (kind: EventKind, context: DetailContext) => MAKERS[kind](context);
