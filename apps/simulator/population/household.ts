import { type PersonName } from '#contracts';
import { movedBy, type Calendar } from '../chance/calendar.js';
import { type Dice } from '../chance/dice.js';
import { type Course } from '../courses/course.js';
import { type IdentifierBook } from '../identifiers/identifier-book.js';
import { SCHOOL_SERIALS, type SchoolKey } from './agencies.js';
import { BOYS, GIRLS, MEN, SURNAMES, WOMEN } from './names.js';
import { type Person } from './person.js';

/** Names and birth dates that a story fixes; everything else is thrown. */
export interface Script {
  readonly surname?: string;
  readonly given?: Partial<Record<Person['part'], string>>;
  readonly childBornOn?: string;
  readonly childSex?: 'M' | 'F';
  readonly childOtherNames?: readonly PersonName[];
}

export interface HouseholdRequest {
  readonly familyKey: string;
  readonly course: Course;
  readonly startDay: number;
  readonly script: Script;
}

interface Draft {
  readonly part: Person['part'];
  readonly sex: 'M' | 'F';
  readonly bornOn: string;
  readonly family: string;
  readonly otherNames?: readonly PersonName[];
}

/** Makes the people of one household: parents first, then the child the course is about, then the others. */
export class HouseholdMaker {
  constructor(
    private readonly calendar: Calendar,
    private readonly book: IdentifierBook,
  ) {}

  make(request: HouseholdRequest, dice: Dice): readonly Person[] {
    const surname = request.script.surname ?? dice.pick(SURNAMES);
    const childBorn = request.script.childBornOn ?? this.bornAged(request, dice);
    const adults = this.adults(request, surname, childBorn, dice);
    const taken = new Set<string>();
    const primary = dice.pick(['ashgrove', 'cedarPark'] as const);
    return [...adults, ...this.children(request, surname, childBorn, dice)].map((draft, index) =>
      this.person(draft, { request, index, taken, primary }, dice),
    );
  }

  /** A negative age is a child not born yet. */
  private bornAged(request: HouseholdRequest, dice: Dice): string {
    const [youngest, oldest] = request.course.household.childAge;
    const days = dice.whole(Math.round(youngest * 366), Math.round(oldest * 365) + (oldest > 0 ? 300 : 0));
    return this.calendar.dateOf(request.startDay - days);
  }

  private adults(
    request: HouseholdRequest,
    surname: string,
    childBorn: string,
    dice: Dice,
  ): readonly Draft[] {
    const { household } = request.course;
    const adult = (
      part: Person['part'],
      sex: 'M' | 'F',
      family: string,
      years: readonly [number, number],
    ) => ({
      part,
      sex,
      family,
      bornOn: movedBy(childBorn, -dice.whole(years[0] * 365, years[1] * 365)),
    });
    const married = dice.chance(0.55);
    const maiden = dice.pick(SURNAMES);
    const mother: Draft = {
      ...adult('mother', 'F', married ? surname : maiden, [19, 38]),
      otherNames: married && dice.chance(0.3) ? [{ given: '', family: maiden, use: 'FORMER' }] : [],
    };
    const drafts = [mother];
    if (hasFather(household.father, dice)) drafts.push(adult('father', 'M', surname, [20, 42]));
    if (household.partner === true) drafts.push(adult('partner', 'M', dice.pick(SURNAMES), [20, 40]));
    if (household.relative === 'grandparent') drafts.push(adult('grandparent', 'F', maiden, [45, 62]));
    if (household.relative === 'aunt') drafts.push(adult('aunt', 'F', maiden, [20, 40]));
    if (household.relative === 'uncle') drafts.push(adult('uncle', 'M', maiden, [20, 40]));
    return drafts;
  }

  private children(
    request: HouseholdRequest,
    surname: string,
    childBorn: string,
    dice: Dice,
  ): readonly Draft[] {
    const [fewest, most] = request.course.household.others;
    const stepName = dice.pick(SURNAMES);
    const knownAs: readonly PersonName[] = dice.chance(0.06)
      ? [{ given: '', family: stepName, use: 'KNOWN_AS' }]
      : [];
    const child = (part: 'child' | 'sibling', bornOn: string): Draft => ({
      part,
      sex: (part === 'child' ? request.script.childSex : undefined) ?? (dice.chance(0.5) ? 'M' : 'F'),
      family: surname,
      bornOn,
      otherNames: part === 'child' ? (request.script.childOtherNames ?? knownAs) : knownAs,
    });
    const others = dice.whole(fewest, most);
    const twins = others > 0 && dice.chance(0.05);
    const gaps = Array.from({ length: others }, (_, index) =>
      twins && index === 0 ? 0 : (dice.chance(0.5) ? 1 : -1) * dice.whole(400, 1500) * (index + 1),
    );
    return [
      child('child', childBorn),
      ...gaps.map((gap) => child('sibling', this.siblingBorn(childBorn, gap))),
    ];
  }

  /** Never after the period began to be told, and never an adult: then on the other side of the child. */
  private siblingBorn(childBorn: string, gap: number): string {
    const latest = this.calendar.dateOf(0);
    const earliest = movedBy(latest, -16 * 365);
    const wanted = movedBy(childBorn, gap);
    if (wanted > latest || wanted < earliest) {
      const mirrored = movedBy(childBorn, -gap);
      return mirrored > latest || mirrored < earliest ? movedBy(childBorn, -420) : mirrored;
    }
    return wanted;
  }

  private person(
    draft: Draft,
    place: { request: HouseholdRequest; index: number; taken: Set<string>; primary: SchoolKey },
    dice: Dice,
  ): Person {
    const isChild = draft.part === 'child' || draft.part === 'sibling';
    const scripted = draft.part === 'sibling' ? undefined : place.request.script.given?.[draft.part];
    const given = scripted ?? freshName(isChild, draft.sex, place.taken, dice);
    place.taken.add(given);
    const names = (draft.otherNames ?? []).map((name) => ({
      ...name,
      given: name.given === '' ? given : name.given,
    }));
    return {
      key: `${place.request.familyKey}.${place.index}`,
      familyKey: place.request.familyKey,
      part: draft.part,
      isChild,
      given,
      family: draft.family,
      otherNames: names,
      bornOn: draft.bornOn,
      sex: draft.sex,
      nhsNumber: this.book.nhsNumber(),
      ...(isChild ? this.childNumbers(draft.bornOn, place.primary) : this.adultNumbers(draft.part, dice)),
    };
  }

  private childNumbers(bornOn: string, primary: SchoolKey) {
    const joined = Number(bornOn.slice(0, 4)) + 4;
    const laChildId = this.book.laChildId();
    const atSchool = this.calendar.schoolAgeOn(bornOn, this.calendar.days) >= 4;
    return atSchool
      ? { laChildId, primary, upn: this.book.upn(SCHOOL_SERIALS[primary], joined) }
      : { laChildId };
  }

  private adultNumbers(part: Person['part'], dice: Dice) {
    const known = part === 'partner' || part === 'father' ? 0.4 : 0.15;
    return dice.chance(known) ? { pncId: this.book.pncId() } : {};
  }
}

function hasFather(wanted: Course['household']['father'], dice: Dice): boolean {
  return wanted === 'any' ? dice.chance(0.65) : wanted !== 'none';
}

function freshName(isChild: boolean, sex: 'M' | 'F', taken: ReadonlySet<string>, dice: Dice): string {
  const list = isChild ? (sex === 'F' ? GIRLS : BOYS) : sex === 'F' ? WOMEN : MEN;
  for (;;) {
    const name = dice.pick(list);
    if (!taken.has(name)) return name;
  }
}
