import { type Calendar } from '../chance/calendar.js';
import { type Part, type Publisher, type Step } from '../courses/course.js';
import { type AgencyKey } from '../population/agencies.js';
import { type Family, type Person } from '../population/person.js';

/** The people of one step: those on whose record it goes, and those only named. */
export interface Cast {
  readonly main: Person;
  readonly about: readonly Person[];
  readonly mentions: readonly Person[];
}

/** Undefined where the main person of the step is not in the family, or not born yet. */
export function findCast(step: Step, family: Family, calendar: Calendar, day: number): Cast | undefined {
  const born = (person: Person) => person.bornOn <= calendar.dateOf(day);
  const [first, ...rest] = step.about;
  const [main, ...others] = peopleOf(first, family).filter(born);
  if (main === undefined) return undefined;
  const about = [main, ...others, ...rest.flatMap((part) => peopleOf(part, family)).filter(born)];
  const mentions = (step.mentions ?? []).flatMap((part) => peopleOf(part, family)).filter(born);
  return { main, about, mentions: mentions.filter((person) => !about.includes(person)) };
}

export function peopleOf(part: Part, family: Family): readonly Person[] {
  if (part === 'siblings') return family.members.filter((person) => person.part === 'sibling');
  const found = family.members.find((person) => person.part === part);
  return found === undefined ? [] : [found];
}

/** Undefined where the person is at no such school on that day. */
export function findPublisher(
  publisher: Publisher,
  person: Person,
  calendar: Calendar,
  day: number,
): AgencyKey | undefined {
  switch (publisher) {
    case 'hospital':
    case 'community':
    case 'police':
    case 'socialCare':
    case 'earlyHelp':
    case 'youngCarers':
      return publisher;
    case 'school':
      return primaryOf(person, calendar, day) ?? secondaryOf(person, calendar, day);
    case 'primary':
      return primaryOf(person, calendar, day);
    case 'secondary':
      return secondaryOf(person, calendar, day);
  }
}

function primaryOf(person: Person, calendar: Calendar, day: number): AgencyKey | undefined {
  const age = calendar.schoolAgeOn(person.bornOn, day);
  return person.isChild && age >= 4 && age <= 10 ? person.primary : undefined;
}

function secondaryOf(person: Person, calendar: Calendar, day: number): AgencyKey | undefined {
  const age = calendar.schoolAgeOn(person.bornOn, day);
  return person.isChild && age >= 11 && age <= 17 ? 'beechLane' : undefined;
}
