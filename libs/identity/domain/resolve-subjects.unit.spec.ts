import fc from 'fast-check';
import { initialIdentity, personOf, type IdentityState } from './identity-state.js';
import { evolveIdentity } from './evolve-identity.js';
import { resolveSubjects } from './resolve-subjects.js';
import type { StatedItem } from './stated-item.js';
import { child, COUNCIL, digest, HOSPITAL, recordOf, SCHOOL, stated } from '../testing/stated.js';
import type { Subject } from '#contracts';
import type { AgencyId, PersonId } from '#platform';

const at = (day: number) => new Date(Date.UTC(2026, 4, day));

function after(...items: readonly StatedItem[]): IdentityState {
  const state = initialIdentity();
  items.forEach((item, index) => resolveSubjects(state, item, { digest, now: at(index + 1) }));
  return state;
}

const samePerson = (one: Partial<Subject>, other: Partial<Subject>): boolean => {
  const state = after(stated(HOSPITAL, [child(one)]), stated(SCHOOL, [child(other)]));
  return personOf(state, recordOf(HOSPITAL)) === personOf(state, recordOf(SCHOOL));
};

describe('Resolving who a record is about', () => {
  it('links two agencies’ records where number, date of birth and name agree', () => {
    expect(samePerson({}, {})).toBe(true);
  });

  it.each<[string, Partial<Subject>]>([
    ['another number', { identifiers: { nhsNumber: '9997000013' } }],
    ['no number', { identifiers: {} }],
    ['another date of birth', { dateOfBirth: '2015-03-05' }],
    ['day and month swapped', { dateOfBirth: '2015-04-03' }],
    ['no name', { names: [] }],
    ['another given name, as a twin has', { names: [{ given: 'Oscar', family: 'Testcase' }] }],
    ['another family name', { names: [{ given: 'Samuel', family: 'Sample' }] }],
  ])('does not link records with %s', (_what, other) => {
    expect(samePerson({}, other)).toBe(false);
  });

  it('does not link records without a date of birth', () => {
    const { localId, role, onRecord, identifiers, names } = child();
    const undated = { localId, role, onRecord, ...(identifiers && { identifiers }), ...(names && { names }) };
    const state = after(stated(HOSPITAL, [undated]), stated(SCHOOL, [undated]));
    expect(personOf(state, recordOf(HOSPITAL))).not.toBe(personOf(state, recordOf(SCHOOL)));
  });

  it.each<[string, Subject['names'], Subject['names']]>([
    ['a pet name', [{ given: 'Sam', family: 'Testcase' }], [{ given: 'Samuel', family: 'Testcase' }]],
    ['two pet names', [{ given: 'Katie', family: 'Testcase' }], [{ given: 'Kate', family: 'TESTCASE' }]],
    ['accents and case', [{ given: 'Zoë', family: 'O’Brien' }], [{ given: 'ZOE', family: 'obrien' }]],
    ['a middle name', [{ given: 'Ann Jane', family: 'Test-Case' }], [{ given: 'Ann', family: 'Test Case' }]],
    [
      'a known-as name',
      [
        { given: 'Ann', family: 'Ashdown' },
        { given: 'Ann', family: 'Birch', use: 'KNOWN_AS' },
      ],
      [{ given: 'Ann', family: 'Birch' }],
    ],
  ])('links across %s', (_what, one, other) => {
    expect(samePerson({ names: one ?? [] }, { names: other ?? [] })).toBe(true);
  });

  it('does not take Samuel for Samantha, although both are called Sam', () => {
    expect(samePerson({}, { names: [{ given: 'Samantha', family: 'Testcase' }] })).toBe(false);
  });

  it('counts a child id of an authority only where the authority itself states it', () => {
    const identifiers = { laChildId: 'C873000042' };
    expect(samePerson({ identifiers }, { identifiers })).toBe(false);
    const state = after(
      stated(COUNCIL, [child({ identifiers })]),
      stated(COUNCIL, [child({ identifiers, localId: 'C2' })]),
    );
    expect(personOf(state, recordOf(COUNCIL))).toBe(personOf(state, recordOf(COUNCIL, 'C2')));
  });

  it('moves the younger person’s records when a later number shows that two persons are one', () => {
    const upn = { upn: 'M931999926001' };
    const state = after(
      stated(HOSPITAL, [child()]),
      stated(SCHOOL, [child({ identifiers: upn })]),
      stated(COUNCIL, [child({ identifiers: upn })]),
      stated(SCHOOL, [child({ identifiers: { ...upn, nhsNumber: '999 000 1235' } })]),
    );
    const person = personOf(state, recordOf(HOSPITAL));
    expect([SCHOOL, COUNCIL].map((agency) => personOf(state, recordOf(agency)))).toEqual([person, person]);
  });

  it('does not undo what a person decided', () => {
    const state = after(stated(HOSPITAL, [child()]), stated(SCHOOL, [child()]));
    const apart = 'd6b2a1c0-0000-5000-8000-000000000001' as PersonId;
    const item = stated(SCHOOL, []).item;
    const data = { record: recordOf(SCHOOL), agency: SCHOOL, person: apart, item, linkedAt: '2026-05-09' };
    evolveIdentity(state, { type: 'RecordLinked', data: { ...data, rule: 'PERSON_DECIDED' } });
    resolveSubjects(state, stated(SCHOOL, [child()]), { digest, now: at(10) });
    resolveSubjects(state, stated(HOSPITAL, [child()]), { digest, now: at(11) });
    resolveSubjects(state, stated(COUNCIL, [child()]), { digest, now: at(12) });
    expect(personOf(state, recordOf(SCHOOL))).toBe(apart);
    expect(personOf(state, recordOf(COUNCIL))).toBe(personOf(state, recordOf(HOSPITAL)));
  });

  it('says nothing new of an item that comes again', () => {
    const item = stated(HOSPITAL, [
      child(),
      child({ localId: 'C2', names: [{ given: 'Oscar', family: 'X' }] }),
    ]);
    const state = initialIdentity();
    expect(resolveSubjects(state, item, { digest, now: at(1) })).toHaveLength(4);
    expect(resolveSubjects(state, item, { digest, now: at(2) })).toEqual([]);
  });

  it('gives the same persons again when its facts are folded stream by stream', () => {
    const people = fc.record({
      agency: fc.constantFrom(HOSPITAL, SCHOOL, COUNCIL),
      who: fc.nat(3),
      how: fc.nat(2),
    });
    fc.assert(
      fc.property(fc.array(people, { maxLength: 20 }), (sightings) => {
        const live = initialIdentity();
        const facts = sightings.flatMap(({ agency, who, how }, index) =>
          resolveSubjects(live, stated(agency, [someone(who, how)]), { digest, now: at(index + 1) }),
        );
        const folded = [...facts]
          .sort((a, b) => recordIn(a).localeCompare(recordIn(b)))
          .reduce(evolveIdentity, initialIdentity());
        expect(linksIn(folded)).toEqual(linksIn(live));
      }),
      { seed: 20261123 },
    );
  });

  it('makes the same persons of the same sightings in whatever order they arrive, corrections and mix-ups too', () => {
    const sighting = fc.record({
      agency: fc.constantFrom(HOSPITAL, SCHOOL, COUNCIL),
      localId: fc.constantFrom('C1', 'C2', 'C3'),
      nhsNumber: fc.constantFrom(...NUMBERS),
      given: fc.constantFrom('Samuel', 'Sam', 'Samantha', 'Oscar'),
      dateOfBirth: fc.constantFrom('2015-03-04', '2015-03-05'),
    });
    const orders = fc
      .array(sighting, { minLength: 2, maxLength: 8 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(orders, ([one, other]) => {
        const [first, second] = [one, other].map((each) => togetherIn(after(...each.map(itemOf))));
        expect(second).toEqual(first);
      }),
      { seed: 20261126 },
    );
  });
});

interface Sighting {
  readonly agency: AgencyId;
  readonly localId: string;
  readonly nhsNumber: string;
  readonly given: string;
  readonly dateOfBirth: string;
}
const itemOf = ({ agency, nhsNumber, given, ...rest }: Sighting): StatedItem =>
  stated(agency, [child({ ...rest, identifiers: { nhsNumber }, names: [{ given, family: 'Testcase' }] })]);
/** Which records are one person's, without the person's id, which the oldest gives. */
const togetherIn = (state: IdentityState) =>
  [...state.persons.values()]
    .map(({ records }) => [...records].sort().join(' '))
    .filter((records) => records !== '')
    .sort();

const NUMBERS = ['9990001235', '9997000013', '9992221119', '9990000123'];
const someone = (who: number, how: number): Subject =>
  child({
    localId: `C${who}-${how}`,
    identifiers: {
      ...(how !== 0 && { nhsNumber: NUMBERS[who] ?? '' }),
      ...(how !== 1 && { upn: `U${who}` }),
    },
  });
const recordIn = ({ data }: ReturnType<typeof resolveSubjects>[number]) =>
  'record' in data ? data.record : '';
const linksIn = (state: IdentityState) =>
  [...state.records].map(([record, { person }]) => `${record} ${person ?? ''}`).sort();
