import fc from 'fast-check';
import type { StatedRelationship, Subject } from '#contracts';
import { derivedUuid, type AgencyId, type FamilyId, type ItemId, type RecordId } from '#platform';
import { child, digest, HOSPITAL, recordOf, SCHOOL, stated } from '../testing/stated.js';
import { evolveIdentity } from './evolve-identity.js';
import { familyReference } from './family-reference.js';
import type { IdentityFact } from './identity-fact.js';
import { familyOf, initialIdentity, personOf, type IdentityState } from './identity-state.js';
import { layerIdentity } from './layer-identity.js';
import { mendIdentity } from './mend-identity.js';
import { observe } from './observe.js';
import { resolveSubjects } from './resolve-subjects.js';
import type { StatedItem } from './stated-item.js';

const now = new Date('2026-05-02T10:00:00Z');
const item = 'item' as ItemId;
const elsewhere = (line1: string) => ({ line1, postcode: 'ZZ9 9ZZ' });
const unnumbered = (localId: string, more: Partial<Subject> = {}) =>
  child({ localId, identifiers: {}, names: [{ given: localId, family: 'Testcase' }], ...more });

const take = (state: IdentityState, what: StatedItem): readonly IdentityFact[] => [
  ...resolveSubjects(state, what, { digest, now }),
  ...observe(state, what, { digest, now }),
];
/** What is stored where each item was decided by a process that knew nothing of the others. */
const apart = (...items: readonly StatedItem[]): IdentityState => {
  const facts = items.flatMap((each) => take(initialIdentity(), each));
  return facts.reduce(evolveIdentity, initialIdentity());
};
const mend = (state: IdentityState, ...records: readonly RecordId[]) =>
  mendIdentity(state, { records, item, now });
const familyOfRecord = (state: IdentityState, record: RecordId) => {
  const person = personOf(state, record);
  return person && familyOf(state, person);
};

describe('Mending who is who after several processes decided at once', () => {
  it('links two records of one person that neither process knew to be one, and brings their families together', () => {
    const parents = (agency: AgencyId, localId: string): StatedItem => {
      const relationships: readonly StatedRelationship[] = [{ from: localId, to: 'C1', kind: 'PARENT_OF' }];
      const home = { address: elsewhere(`${localId} Way`) };
      return stated(agency, [child(home), unnumbered(localId, home)], { relationships });
    };
    const state = apart(parents(HOSPITAL, 'A'), parents(SCHOOL, 'B'));
    const [mine, theirs] = [recordOf(HOSPITAL), recordOf(SCHOOL)];
    expect(personOf(state, mine)).not.toBe(personOf(state, theirs));
    const facts = mend(state, theirs);
    expect(facts.map(({ type }) => type)).toContain('RecordLinked');
    expect(personOf(state, mine)).toBe(personOf(state, theirs));
    const all = [mine, theirs, recordOf(HOSPITAL, 'A'), recordOf(SCHOOL, 'B')];
    expect(new Set(all.map((record) => familyOfRecord(state, record))).size).toBe(1);
  });

  it('puts right a first sight that was stored after the link of another process', () => {
    const known = stated(HOSPITAL, [child()]);
    const state = apart(known);
    const linked = take(layerIdentity(state), stated(SCHOOL, [child()]));
    const blind = resolveSubjects(initialIdentity(), stated(SCHOOL, [unnumbered('C1')]), { digest, now });
    for (const fact of [...linked, ...blind]) evolveIdentity(state, fact);
    expect(personOf(state, recordOf(SCHOOL))).not.toBe(personOf(state, recordOf(HOSPITAL)));
    mend(state, recordOf(SCHOOL));
    expect(personOf(state, recordOf(SCHOOL))).toBe(personOf(state, recordOf(HOSPITAL)));
  });

  it('takes along who was left in a family that a person was taken out of by a process that did not know it', () => {
    const shared = elsewhere('1 Old Road');
    const state = apart(
      stated(HOSPITAL, [unnumbered('A', { address: shared }), unnumbered('B', { address: shared })]),
    );
    const moved = { address: elsewhere('2 New Road') };
    for (const fact of take(
      layerIdentity(state),
      stated(HOSPITAL, [unnumbered('B', moved)], { observedAt: '2026-05-03T09:00:00Z' }),
    ))
      evolveIdentity(state, fact);
    const blind = take(initialIdentity(), stated(HOSPITAL, [unnumbered('C', moved), unnumbered('B', moved)]));
    for (const fact of blind) evolveIdentity(state, fact);
    const families = () => ['A', 'B', 'C'].map((id) => familyOfRecord(state, recordOf(HOSPITAL, id)));
    expect(new Set(families()).size).toBe(2);
    mend(state, recordOf(HOSPITAL, 'B'));
    expect(new Set(families()).size).toBe(1);
  });

  it('keeps the home that was stated last, whichever process stored it first', () => {
    const at = (line1: string, day: number) =>
      stated(HOSPITAL, [unnumbered('A', { address: elsewhere(line1) })], {
        observedAt: `2026-05-0${day}T09:00:00Z`,
      });
    const [moved, before] = [at('2 New Road', 3), at('1 Old Road', 1)];
    const inOneProcess = initialIdentity();
    for (const each of [moved, before]) take(inOneProcess, each);
    for (const state of [inOneProcess, apart(moved, before), apart(before, moved)]) {
      const neighbours = ['B', 'C'].map((localId, road) =>
        stated(HOSPITAL, [
          unnumbered(localId, { address: elsewhere(['1 Old Road', '2 New Road'][road] ?? '') }),
        ]),
      );
      for (const each of neighbours) take(state, each);
      const [mine, old, now] = ['A', 'B', 'C'].map((id) => familyOfRecord(state, recordOf(HOSPITAL, id)));
      expect({ old: old === mine, now: now === mine }).toEqual({ old: false, now: true });
    }
  });

  it('says nothing where all is well, and leaves a record alone whose first link is still to come', () => {
    const state = apart(stated(HOSPITAL, [child(), unnumbered('A')]));
    evolveIdentity(state, {
      type: 'RecordSighted',
      data: { record: recordOf(SCHOOL), agency: SCHOOL, item, matchKeys: { identity: [] } },
    });
    expect(mend(state, recordOf(HOSPITAL), recordOf(HOSPITAL, 'A'), recordOf(SCHOOL))).toEqual([]);
  });

  it('never makes a professional family', () => {
    const state = apart(stated(HOSPITAL, [unnumbered('P', { role: 'professional' })]));
    expect(mend(state, recordOf(HOSPITAL, 'P'))).toEqual([]);
  });

  it('gives one of two families with the same reference a longer one, once', () => {
    const families = ['one', 'other']
      .map((name) => derivedUuid('family', name) as unknown as FamilyId)
      .sort();
    const [first, second] = families as [FamilyId, FamilyId];
    const reference = familyReference(second, new Set());
    const state = initialIdentity();
    for (const family of families)
      evolveIdentity(state, { type: 'FamilyFormed', data: { family, reference, item } });
    const mending = { records: [], reference, item, now };
    expect(mendIdentity(state, mending)).toEqual([
      {
        type: 'FamilyFormed',
        data: { family: second, reference: familyReference(second, new Set([reference])), item },
      },
    ]);
    expect(state.references.get(reference)).toBe(first);
    expect(mendIdentity(state, mending)).toEqual([]);
  });
});

describe('A layer over who is who', () => {
  const subjects = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D'), { minLength: 1, maxLength: 3 });
  const items = fc.array(fc.record({ subjects, numbered: fc.boolean(), house: fc.constantFrom('1', '2') }), {
    minLength: 1,
    maxLength: 8,
  });
  const statedOf = ({
    subjects,
    numbered,
    house,
  }: {
    subjects: string[];
    numbered: boolean;
    house: string;
  }) =>
    stated(
      HOSPITAL,
      subjects.map((localId) =>
        numbered
          ? child({ localId, address: elsewhere(house) })
          : unnumbered(localId, { address: elsewhere(house) }),
      ),
    );

  it('decides as if it were the state itself, and leaves what lies under it as it was', () => {
    fc.assert(
      fc.property(items, items, (before, then) => {
        const build = () => {
          const state = initialIdentity();
          for (const each of first) take(state, each);
          return state;
        };
        const [first, next] = [before.map(statedOf), then.map(statedOf)];
        const [whole, under] = [build(), build()];
        const layer = layerIdentity(under);
        for (const each of next) expect(take(layer, each)).toEqual(take(whole, each));
        expect(under).toEqual(build());
      }),
    );
  });
});
