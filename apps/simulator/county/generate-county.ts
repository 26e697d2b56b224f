import { invalid } from '#platform';
import { Calendar } from '../chance/calendar.js';
import { Dice } from '../chance/dice.js';
import { type Step } from '../courses/course.js';
import { fateOf, Mishaps, type Sending } from '../dirt/mishaps.js';
import { AgreementBook, type FamilyAgreements } from '../events/agreement-book.js';
import { type EventKind } from '../events/event-kinds.js';
import { EventWriter, type Written } from '../events/event-writer.js';
import { SubjectWriter } from '../events/subjects.js';
import { IdentifierBook } from '../identifiers/identifier-book.js';
import { AGENCIES, type AgencyKey } from '../population/agencies.js';
import { makeHouseholds, type Household } from '../population/population.js';
import { RecordOffice } from '../population/record-office.js';
import { type County, type CountyRequest, type Delivery, type Expectation } from './county.js';
import { worthOpening } from './worth-opening.js';

/** Eighteen months. */
export const PERIOD_DAYS = 548;
const DEFAULT_FAMILIES = 400;
/** Past this the reserved identifiers would run out. */
const MOST_FAMILIES = 20_000;

/**
 * Northshire, an invented county: the same request always gives the same county, byte for byte. Pure.
 * Throws `SIMULATOR.FAMILIES` or `SIMULATOR.END_ON` for a request it cannot meet.
 */
export function generateCounty(request: CountyRequest): County {
  const count = request.families ?? DEFAULT_FAMILIES;
  checkRequest(count, request.endOn);
  const dice = new Dice(request.seed);
  const calendar = new Calendar(request.endOn, PERIOD_DAYS);
  const households = makeHouseholds(
    count,
    calendar,
    new IdentifierBook(request.seed),
    dice.fork('population'),
  );
  const families = households.map((household) => household.family);
  const office = new RecordOffice(dice.fork('records'));
  const deliveries = deliveriesOf(households, calendar, office);
  return {
    name: 'Northshire',
    seed: request.seed,
    from: calendar.dateOf(0),
    endOn: request.endOn,
    agencies: Object.entries(AGENCIES).map(([key, { id, name }]) => ({ key: key as AgencyKey, id, name })),
    people: families.flatMap((family) => family.members),
    families,
    records: office.truth(),
    deliveries,
    worthOpening: worthOpening(families),
  };
}

function checkRequest(families: number, endOn: string): void {
  if (!Number.isInteger(families) || families < 1 || families > MOST_FAMILIES) {
    throw invalid('SIMULATOR.FAMILIES', `The number of families must lie between 1 and ${MOST_FAMILIES}.`);
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(endOn) || Number.isNaN(Date.parse(endOn))) {
    throw invalid('SIMULATOR.END_ON', 'The last day must be a date written YYYY-MM-DD.');
  }
}

function deliveriesOf(
  households: readonly Household[],
  calendar: Calendar,
  office: RecordOffice,
): readonly Delivery[] {
  const writer = new EventWriter(new SubjectWriter(office, calendar), calendar);
  const book = new AgreementBook(calendar);
  const mishaps = new Mishaps(writer, calendar);
  const sendings = households.flatMap((household) => familySendings(household, { writer, book, mishaps }));
  return sendings
    .sort((a, b) => a.day - b.day)
    .map(({ day, delivery }) => ({ ...delivery, at: calendar.timeOf(day) }));
}

interface Office {
  readonly writer: EventWriter;
  readonly book: AgreementBook;
  readonly mishaps: Mishaps;
}

function familySendings(household: Household, { writer, book, mishaps }: Office): readonly Sending[] {
  const { family, dice, course, named } = household;
  const agreements = book.ask(household);
  const asked = agreements.steps.map((step) => {
    const fate = named || dice.chance(0.97) ? 'plain' : 'repeated';
    return mishaps.send(writer.agreement(step, household), 'stored', family.key, fate, dice);
  });
  const seen = new Map<EventKind, number>();
  const happened = course.steps.map((step) => {
    if (step.likelihood !== undefined && !dice.chance(step.likelihood)) return [];
    const written = writer.step(step, household, agreements, seen.get(step.type) ?? 0);
    if (written === undefined) return [];
    seen.set(step.type, (seen.get(step.type) ?? 0) + 1);
    const fate = named ? (step.mishap ?? 'plain') : fateOf(step, dice);
    return mishaps.send(written, expectationOf(step, written, agreements), family.key, fate, dice);
  });
  return [...asked.flat(), ...happened.flat()];
}

/** What the sharing rules should say on the last day, with every record linked to the right person. */
function expectationOf(step: Step, written: Written, agreements: FamilyAgreements): Expectation {
  const classes = step.restricted ?? [];
  if (classes.some((each) => each !== 'SENSITIVE_SERVICE')) return 'withheld';
  const barred = written.cast.about.some((person) => agreements.barredAtEnd(person));
  if (step.footing === 'interest') return isKnown(written) && !barred ? 'stored' : 'withheld';
  const agreed = written.cast.about.every((person) => agreements.holdsAtEnd(person, step.type));
  if (agreed) return 'stored';
  return stands(step, written) && !barred ? 'stored' : 'withheld';
}

/** The day from which the sharing rules know orders, the duty, and what a voluntary sender stands on. */
const EVERY_ROW_FROM = '2026-11-25';
const isKnown = ({ endsAt }: Written): boolean => endsAt >= EVERY_ROW_FROM;

/** A judgement until its review; an order lasts longer than the course that has one. */
function stands({ footing }: Step, written: Written): boolean {
  const { judgement } = written.event.data.sharing;
  const lives = judgement !== undefined && judgement.reviewBy > written.endsAt;
  const known = isKnown(written);
  if (footing === 'order') return known;
  return footing === 'duty' ? lives && known : lives;
}
