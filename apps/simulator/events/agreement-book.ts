import { type AgreementGivenDetails } from '#contracts';
import { movedBy, type Calendar } from '../chance/calendar.js';
import { type Dice } from '../chance/dice.js';
import { type Course } from '../courses/course.js';
import { type AgencyKey, READERS } from '../population/agencies.js';
import { type Household } from '../population/population.js';
import { type Person } from '../population/person.js';
import { findPublisher, peopleOf } from './cast.js';
import { type EventKind } from './event-kinds.js';

/** One thing a family said about sharing, for one of its members. Days are of the period. */
export type AgreementStep = {
  readonly day: number;
  readonly agency: AgencyKey;
  readonly person: Person;
  readonly giver: Person;
  readonly reference: string;
} & (
  | { readonly kind: 'agreement.given'; readonly terms: Terms }
  | { readonly kind: 'agreement.withdrawn'; readonly by: 'SELF' | 'PR' }
  | { readonly kind: 'agreement.refused'; readonly by: 'SELF' | 'PR' }
);

export type Terms = Pick<
  AgreementGivenDetails,
  'authority' | 'purposes' | 'recipients' | 'categories' | 'exclusions' | 'expiresAt'
> & { readonly competence?: 'COMPETENT' | 'NOT_COMPETENT' };

/** What one family said, and what it comes to on the last day. */
export interface FamilyAgreements {
  readonly steps: readonly AgreementStep[];
  /** Reference of the agreement given for a person by a day. */
  referenceFor(person: Person, day: number): string | undefined;
  /** True where the agreement for the person, for items of this kind, still holds at the end of the period. */
  holdsAtEnd(person: Person, kind: EventKind): boolean;
  /** True where the person, or a parent for them, said no or took it back. */
  barredAtEnd(person: Person): boolean;
}

const EVERY_PURPOSE = ['SCREENING', 'TAF', 'CASEWORK'] as const;
const EVERY_SECTOR = ['health', 'police', 'school', 'social-care', 'early-help'] as const;
const GUARDED_KIND = 'health.parent-need-disclosed';
const RENEWED_AFTER = 351;
const COMPETENCE_RECORDED = 0.85;
const TEAMS_ONLY = 0.3;

/** Asks each family as its course and plan say; every member answers, or is answered for, separately. */
export class AgreementBook {
  private last = 0;

  constructor(private readonly calendar: Calendar) {}

  ask(household: Household): FamilyAgreements {
    const { family, course, dice } = household;
    const day = family.startDay + course.asks.day;
    const agency = askingAgency(course, household, this.calendar, day);
    if (family.plan === 'never-asked' || day >= this.calendar.days) return toldNothing;
    const people = this.peopleAsked(household, day);
    const terms = this.sharedTerms(household, dice);
    const steps = people.flatMap((person) => this.answer(person, { household, agency, day, terms }));
    return this.summary(steps, terms);
  }

  /** Those on whose record something goes; in a family that agreed in part, one parent was not reached. */
  private peopleAsked(household: Household, day: number): readonly Person[] {
    const { course, family } = household;
    const parts = new Set(course.steps.flatMap((step) => step.about));
    const people = [...parts].flatMap((part) => peopleOf(part, family));
    const born = people.filter(
      (person) => person.bornOn <= this.calendar.dateOf(Math.min(day + 400, this.calendar.days - 1)),
    );
    return family.plan === 'partly' ? born.filter((person) => person.isChild) : born;
  }

  private sharedTerms({ course, named }: Household, dice: Dice) {
    const unnamed = course.steps.some((step) => step.unnamedInAgreement === true);
    const sensitive = course.steps.some((step) => step.type === GUARDED_KIND);
    const guarded = sensitive && !unnamed && (named || dice.chance(0.5));
    const teamsOnly = !named && dice.chance(TEAMS_ONLY);
    return {
      exclusions: course.asks.except ?? [],
      purposes: EVERY_PURPOSE,
      recipients: teamsOnly ? Object.values(READERS) : ['urn:agency:la:873', 'urn:agency:other:NSEH'],
      categories: guarded ? [...EVERY_SECTOR, GUARDED_KIND] : EVERY_SECTOR,
    };
  }

  private answer(person: Person, how: Asking): readonly AgreementStep[] {
    const { household, agency } = how;
    const asked = Math.max(how.day, Math.ceil(this.calendar.dayOf(person.bornOn)) + 20);
    const day = asked + household.dice.whole(0, 4) / 10;
    if (day >= this.calendar.days - 1) return [];
    const who = this.authority(person, household, day);
    const common = { agency, person, giver: who.giver };
    if (household.family.plan === 'refused') {
      return [{ ...common, day, reference: this.reference(), kind: 'agreement.refused', by: who.authority }];
    }
    const given = this.givenFrom(day, how).map((term): AgreementStep => ({
      ...common,
      day: term.day,
      reference: this.reference(),
      kind: 'agreement.given',
      terms: {
        ...how.terms,
        ...this.authority(person, household, term.day, who.competence),
        expiresAt: term.expiresAt,
      },
    }));
    return household.family.plan === 'withdrawn'
      ? this.withWithdrawal(given, day, household, who.authority)
      : given;
  }

  /** Agreements last twelve months and are renewed shortly before; those of some families run out early. */
  private givenFrom(day: number, { household }: Asking): readonly { day: number; expiresAt: string }[] {
    const left = this.calendar.days - day;
    if (household.family.plan === 'expired') {
      return [{ day, expiresAt: this.calendar.dateOf(day + Math.min(90, Math.max(1, left * 0.5))) }];
    }
    const terms = [];
    for (let from = day; from < this.calendar.days - 1; from += RENEWED_AFTER) {
      terms.push({ day: from, expiresAt: movedBy(this.calendar.dateOf(from), 365) });
    }
    return terms;
  }

  /** A withdrawal takes back every agreement given so far; nothing is renewed after it. */
  private withWithdrawal(
    given: readonly AgreementStep[],
    day: number,
    { dice }: Household,
    by: 'SELF' | 'PR',
  ): readonly AgreementStep[] {
    const ends = day + (this.calendar.days - day) * (dice.whole(30, 80) / 100);
    const before = given.filter((step) => step.day < ends);
    return [
      ...before,
      ...before.map((step) => ({ ...step, day: ends, kind: 'agreement.withdrawn' as const, by })),
    ];
  }

  /** From 16 people answer for themselves; from 12 to 15 competence is recorded first; under 12 a parent answers. */
  private authority(person: Person, household: Household, day: number, known?: Terms['competence']) {
    const parent = household.family.members.find((each) => each.part === 'mother') ?? person;
    const age = this.calendar.ageOn(person.bornOn, day);
    if (!person.isChild || age >= 16) return { authority: 'SELF', giver: person } as const;
    if (age < 12) return { authority: 'PR', giver: parent } as const;
    const recorded = known !== undefined || household.named || household.dice.chance(COMPETENCE_RECORDED);
    if (!recorded) return { authority: 'PR', giver: parent } as const;
    const competence =
      known ?? (household.named || household.dice.chance(0.75) ? 'COMPETENT' : 'NOT_COMPETENT');
    return competence === 'COMPETENT'
      ? ({ authority: 'SELF', giver: person, competence } as const)
      : ({ authority: 'PR', giver: parent, competence } as const);
  }

  private reference(): string {
    this.last += 1;
    return `ATS-${String(this.last).padStart(5, '0')}`;
  }

  private summary(steps: readonly AgreementStep[], terms: Asking['terms']): FamilyAgreements {
    const of = (person: Person) => steps.filter((step) => step.person === person);
    const barred = (person: Person) => of(person).some((step) => step.kind !== 'agreement.given');
    return {
      steps,
      referenceFor: (person, day) =>
        of(person).findLast((step) => step.kind === 'agreement.given' && step.day <= day)?.reference,
      barredAtEnd: barred,
      holdsAtEnd: (person, kind) =>
        covers(terms, kind) && !barred(person) && of(person).some((step) => this.isLive(step)),
    };
  }

  private isLive(step: AgreementStep): boolean {
    if (step.kind !== 'agreement.given' || (step.terms.expiresAt ?? '') < this.calendar.endOn) return false;
    const { authority, competence } = step.terms;
    const age = this.calendar.ageOn(step.person.bornOn, this.calendar.days);
    return (
      authority !== 'PR' ||
      (age < 16 && (competence !== undefined || this.calendar.ageOn(step.person.bornOn, step.day) < 12))
    );
  }
}

/** A guarded kind must be named; every other is covered by its sector, unless the family keeps it out. */
const covers = (terms: Asking['terms'], kind: EventKind): boolean =>
  !terms.exclusions.includes(kind) && (kind !== GUARDED_KIND || terms.categories.includes(kind));

interface Asking {
  readonly household: Household;
  readonly agency: AgencyKey;
  readonly day: number;
  readonly terms: Omit<Terms, 'authority' | 'expiresAt' | 'competence'>;
}

const toldNothing: FamilyAgreements = {
  steps: [],
  referenceFor: () => undefined,
  holdsAtEnd: () => false,
  barredAtEnd: () => false,
};

function askingAgency(course: Course, { family }: Household, calendar: Calendar, day: number): AgencyKey {
  const child = family.members.find((person) => person.part === 'child');
  return (child && findPublisher(course.asks.by, child, calendar, day)) ?? 'earlyHelp';
}
