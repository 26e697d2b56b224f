import fc from 'fast-check';
import type { ItemId, RecordId } from '#platform';
import { familyOf, initialIdentity, personOf } from './identity-state.js';
import { foldIdentifiers } from './normalise-identifiers.js';
import { observe } from './observe.js';
import { ownFamilyOf, ownReferenceOf } from './own-family.js';
import { resolveSubjects } from './resolve-subjects.js';
import { familiesSeen, type SeenItem } from './seen-families.js';
import { isProfessional, recordsStated, type StatedItem } from './stated-item.js';
import { child, digest, HOSPITAL, recordOf, SCHOOL, stated } from '../testing/stated.js';

const home = (line1: string) => ({ line1, postcode: 'ZZ9 9ZZ' });
const person = (localId: string, more: Parameters<typeof child>[0] = {}) =>
  child({ localId, identifiers: {}, address: home(`${localId} Way`), ...more });

/** An item as somebody sees it who may see all of it. */
function seen(item: StatedItem): SeenItem {
  const related = (localId: string) =>
    (item.relationships ?? []).flatMap(({ from, to, kind }) =>
      from === localId ? [{ record: recordOf(item.agency, to), kind }] : [],
    );
  const people = recordsStated(item).map((each) => {
    const { record, subject } = each;
    const { localId, names = [], identifiers, dateOfBirth, address } = subject;
    const ownFamily = ownFamilyOf(record);
    const statement = {
      ...{
        item: item.item,
        record,
        agency: item.agency,
        localId,
        names,
        observedAt: new Date(item.observedAt),
      },
      identifiers: foldIdentifiers(identifiers),
      ...(dateOfBirth !== undefined && { dateOfBirth }),
      ...(address !== undefined && { address }),
      ...{ related: related(localId), ownFamily, ownReference: ownReferenceOf(record), family: ownFamily },
    };
    return { record, isProfessional: isProfessional(each), statement };
  });
  return { item: item.item, people };
}

const groups = (items: readonly StatedItem[]) =>
  familiesSeen(items.map(seen)).map(({ family, records }) => [family, [...records.keys()].sort()]);

describe('The families that somebody sees', () => {
  it('are apart where only an item that they may not see joins them', () => {
    const [ada, bea] = [stated(HOSPITAL, [person('A')]), stated(HOSPITAL, [person('B')])];
    const joins = stated(HOSPITAL, [person('A'), person('B')], {
      relationships: [{ from: 'A', to: 'B', kind: 'SIBLING_OF' }],
    });
    expect(groups([ada, joins, bea])).toHaveLength(1);
    expect(groups([ada, bea])).toEqual([
      [ownFamilyOf(recordOf(HOSPITAL, 'A')), [recordOf(HOSPITAL, 'A')]],
      [ownFamilyOf(recordOf(HOSPITAL, 'B')), [recordOf(HOSPITAL, 'B')]],
    ]);
  });

  it('hold two records as one person only where items that are seen state the same number, date and name', () => {
    const [hospital, school] = [
      stated(HOSPITAL, [child()]),
      stated(SCHOOL, [child({ identifiers: {}, address: home('Far') })]),
    ];
    expect(groups([hospital, school])).toHaveLength(2);
    const numbered = stated(SCHOOL, [child({ address: home('Far') })]);
    expect(groups([hospital, school, numbered])).toHaveLength(1);
  });

  it('keep the place of an item that states nothing, and nothing more', () => {
    const record = recordOf(HOSPITAL);
    const bare = { item: 'an-item' as ItemId, people: [{ record, isProfessional: false }] };
    expect(familiesSeen([bare]).map(({ family }) => family)).toEqual([ownFamilyOf(record)]);
  });

  it('hold nobody together by the address of somebody who is in an item for their work', () => {
    const clinic = { address: home('1 Clinic Road') };
    const allegation = stated(HOSPITAL, [person('P', { role: 'professional', ...clinic })]);
    const items = [allegation, stated(HOSPITAL, [person('A', clinic)])];
    const kin = groups(items).filter(([family]) => family === ownFamilyOf(recordOf(HOSPITAL, 'A')));
    expect(kin).toEqual([[ownFamilyOf(recordOf(HOSPITAL, 'A')), [recordOf(HOSPITAL, 'A')]]]);
  });

  it('take no longer and longer where an agency makes a record of every visit of a person at one address', () => {
    const visits = Array.from({ length: 1_000 }, (_, visit) =>
      stated(HOSPITAL, [child({ localId: `V${visit}` })]),
    );
    const began = performance.now();
    expect(groups(visits)).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('are those of the hub for whoever may see everything', () => {
    const people = fc.constantFrom('A', 'B', 'C', 'D');
    const homes = fc.constantFrom('1 Elm Street', '2 Oak Road', '3 Far Lane');
    const history = fc.array(
      fc.record({
        agency: fc.constantFrom(HOSPITAL, SCHOOL),
        one: people,
        other: people,
        line1: homes,
        numbered: fc.boolean(),
        kin: fc.boolean(),
        day: fc.integer({ min: 1, max: 28 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(history, (steps) => {
        const items = steps.map(({ agency, one, other, line1, numbered, kin, day }) =>
          stated(
            agency,
            [
              person(one, { address: home(line1), identifiers: numbered ? { nhsNumber: NUMBERS[one] } : {} }),
              person(other),
            ],
            {
              observedAt: `2026-05-${String(day).padStart(2, '0')}T09:00:00Z`,
              relationships: kin ? [{ from: one, to: other, kind: 'SIBLING_OF' }] : [],
            },
          ),
        );
        expect(groups(items)).toEqual(hubFamilies(items));
      }),
      { numRuns: 200 },
    );
  });
});

const NUMBERS: Readonly<Record<string, string>> = {
  A: '9990001235',
  B: '9997000013',
  C: '9992221119',
  D: '9990000018',
};

/** What intake makes of the same items. */
function hubFamilies(items: readonly StatedItem[]) {
  const state = initialIdentity();
  items.forEach((item, index) => {
    const now = new Date(index);
    resolveSubjects(state, item, { digest, now });
    observe(state, item, { digest, now });
  });
  const records = new Set(items.flatMap((item) => recordsStated(item).map(({ record }) => record)));
  const families = new Map<string, RecordId[]>();
  for (const record of [...records].sort()) {
    const who = personOf(state, record);
    const family = (who && familyOf(state, who)) ?? '';
    families.set(family, [...(families.get(family) ?? []), record]);
  }
  return [...state.families].flatMap(([family]) => {
    const own = families.get(family);
    return own ? [[family, own]] : [];
  });
}
