import { type Plan } from '../population/person.js';
import { type Script } from '../population/household.js';
import { type Course } from './course.js';

/** A named family whose course, people and dates are written out, near the end of the period. */
export interface Story extends Course {
  readonly script: Script;
  readonly startsBeforeEnd: readonly [number, number];
  readonly plan: Plan;
}
