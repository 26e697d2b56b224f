import { type Calendar } from '../chance/calendar.js';
import { type Dice } from '../chance/dice.js';
import { type Course } from '../courses/course.js';
import { COURSES, STORIES } from '../courses/index.js';
import { type Story } from '../courses/story.js';
import { type IdentifierBook } from '../identifiers/identifier-book.js';
import { inventAddress } from './addresses.js';
import { HouseholdMaker } from './household.js';
import { PLANS, type Family, type Home } from './person.js';

/** A family together with the course it follows. */
export interface Household {
  readonly family: Family;
  readonly course: Course;
  /** Named families are kept free of slips of the pen. */
  readonly named: boolean;
  readonly dice: Dice;
}

/** The named families first, then as many thrown ones as are wanted. */
export function makeHouseholds(
  count: number,
  calendar: Calendar,
  book: IdentifierBook,
  dice: Dice,
): readonly Household[] {
  const maker = new HouseholdMaker(calendar, book);
  return Array.from({ length: count }, (_, index) => {
    const own = dice.fork(`family-${index}`);
    const story = STORIES[index];
    return story === undefined
      ? thrown(index, maker, calendar, own)
      : named(story, index, maker, calendar, own);
  });
}

const keyOf = (index: number) => `F${String(index + 1).padStart(4, '0')}`;

function named(
  story: Story,
  index: number,
  maker: HouseholdMaker,
  calendar: Calendar,
  dice: Dice,
): Household {
  const familyKey = keyOf(index);
  const startDay = startOf(story, calendar, dice);
  const members = maker.make({ familyKey, course: story, startDay, script: story.script }, dice);
  const homes = [{ fromDay: -10_000, address: inventAddress(dice) }];
  const family = {
    key: familyKey,
    label: story.label,
    course: story.key,
    startDay,
    plan: story.plan,
    homes,
    members,
  };
  return { family, course: story, named: true, dice };
}

function thrown(index: number, maker: HouseholdMaker, calendar: Calendar, dice: Dice): Household {
  const familyKey = keyOf(index);
  const course: Course = dice.share(COURSES);
  const startDay = startOf(course, calendar, dice);
  const members = maker.make({ familyKey, course, startDay, script: {} }, dice);
  const family = {
    key: familyKey,
    label: course.label,
    course: course.key,
    startDay,
    plan: dice.share(PLANS).key,
    homes: makeHomes(calendar, dice),
    members,
  };
  return { family, course, named: false, dice };
}

/** Courses without a fixed place may still be under way when the period ends. */
function startOf({ startsBeforeEnd, length }: Course, calendar: Calendar, dice: Dice): number {
  if (startsBeforeEnd !== undefined) return calendar.days - dice.whole(...startsBeforeEnd);
  return dice.whole(0, Math.max(0, Math.round(calendar.days - length * 0.7)));
}

/** A fifth of the families move house in the period, a few of them twice. */
function makeHomes(calendar: Calendar, dice: Dice): readonly Home[] {
  const first: Home = { fromDay: -10_000, address: inventAddress(dice) };
  const moves = dice.chance(0.2) ? (dice.chance(0.2) ? 2 : 1) : 0;
  const days = Array.from({ length: moves }, () => dice.whole(30, calendar.days - 10)).sort((a, b) => a - b);
  return [first, ...days.map((fromDay) => ({ fromDay, address: inventAddress(dice) }))];
}
