import { atTheFrontDoor } from './at-the-front-door.course.js';
import { firstWeeksOfAWorry } from './first-weeks-of-a-worry.course.js';
import { arrearsAndMoney } from './arrears-and-money.course.js';
import { behaviourAndExclusion } from './behaviour-and-exclusion.course.js';
import { childProtectionPlan } from './child-protection-plan.course.js';
import { domesticAbuse } from './domestic-abuse.course.js';
import { missingEpisodes } from './missing-episodes.course.js';
import { neglectAndAttendance } from './neglect-and-attendance.course.js';
import { newBabyLowMood } from './new-baby-low-mood.course.js';
import { selfHarm } from './self-harm.course.js';
import { stepUpAndDown } from './step-up-and-down.course.js';
import { behaviourAtTransition } from './stories/behaviour-at-transition.story.js';
import { betweenMotherAndAunt } from './stories/between-mother-and-aunt.story.js';
import { incidentNoConcerns } from './stories/incident-no-concerns.story.js';
import { overdose } from './stories/overdose.story.js';
import { showcase } from './stories/showcase.story.js';
import { universalEarlyYears } from './universal-early-years.course.js';
import { universalSchoolAge } from './universal-school-age.course.js';
import { youngCarer } from './young-carer.course.js';

export const COURSES = [
  universalEarlyYears,
  universalSchoolAge,
  neglectAndAttendance,
  childProtectionPlan,
  missingEpisodes,
  youngCarer,
  arrearsAndMoney,
  stepUpAndDown,
  domesticAbuse,
  behaviourAndExclusion,
  newBabyLowMood,
  selfHarm,
  firstWeeksOfAWorry,
  atTheFrontDoor,
] as const;

/** The named families come first in every county, however small. */
export const STORIES = [
  showcase,
  overdose,
  incidentNoConcerns,
  behaviourAtTransition,
  betweenMotherAndAunt,
] as const;
