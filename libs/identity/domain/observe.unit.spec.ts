import type { StatedRelationship, Subject } from '#contracts';
import type { AgencyId } from '#platform';
import { initialIdentity, familyOf, personOf, type IdentityState } from './identity-state.js';
import type { IdentityFact } from './identity-fact.js';
import { observe } from './observe.js';
import { resolveSubjects } from './resolve-subjects.js';
import { stated as statedItem, child, digest, HOSPITAL, recordOf, SCHOOL } from '../testing/stated.js';
import type { StatedItem } from './stated-item.js';

const now = new Date('2026-05-02T10:00:00Z');
const elsewhere = (line1: string) => ({ line1, postcode: 'ZZ9 9ZZ' });

function take(state: IdentityState, item: StatedItem, redact: Parameters<typeof observe>[2]['redact'] = []) {
  resolveSubjects(state, item, { digest, now });
  return observe(state, item, { digest, now, redact });
}

const person = (given: string, localId: string, more: Partial<Subject> = {}): Subject =>
  child({
    localId,
    identifiers: {},
    names: [{ given, family: 'Testcase' }],
    address: elsewhere(`${localId} Way`),
    ...more,
  });
const family = (state: IdentityState, localId: string, agency: AgencyId = HOSPITAL) => {
  const who = personOf(state, recordOf(agency, localId));
  return who && familyOf(state, who);
};
const parentOf = (from: string, to: string): StatedRelationship => ({ from, to, kind: 'PARENT_OF' });
const joins = (facts: readonly IdentityFact[]) =>
  facts.flatMap(({ type, data }) => (type === 'PersonJoinedFamily' ? [data.because] : []));

describe('Observing what may be shared', () => {
  it('forms a family of one for a person seen for the first time', () => {
    const facts = take(initialIdentity(), statedItem(HOSPITAL, [child()]));
    expect(facts.map(({ type }) => type)).toEqual(['RecordObserved', 'FamilyFormed', 'PersonJoinedFamily']);
    const formed = facts.find(({ type }) => type === 'FamilyFormed');
    expect(formed?.data).toMatchObject({ reference: expect.stringMatching(/^F-[2-9A-Z]{5}$/) as string });
  });

  it('joins a parent to the child’s family by a stated relationship', () => {
    const state = initialIdentity();
    const facts = take(
      state,
      statedItem(HOSPITAL, [person('Ada', 'A'), person('Bea', 'B')], { relationships: [parentOf('A', 'B')] }),
    );
    expect(joins(facts)).toEqual(['FIRST_SIGHT', 'RELATIONSHIP']);
    expect(family(state, 'A')).toBe(family(state, 'B'));
  });

  it('joins people of two agencies by a shared household, however the address is written', () => {
    const state = initialIdentity();
    take(state, statedItem(HOSPITAL, [person('Ada', 'A', { address: elsewhere('14, Elm St.') })]));
    const facts = take(
      state,
      statedItem(SCHOOL, [person('Bea', 'B', { address: elsewhere('14 ELM STREET') })]),
    );
    expect(joins(facts)).toEqual(['HOUSEHOLD']);
    expect(family(state, 'B', SCHOOL)).toBe(family(state, 'A'));
  });

  it('does not join a newcomer to everyone who lives in a home, a refuge or a hostel', () => {
    const state = initialIdentity();
    const hostel = { address: elsewhere('1 Hostel Road') };
    const all = Array.from({ length: 13 }, (_, n) => person('Ada', `B${n}`, hostel));
    take(state, statedItem(HOSPITAL, all));
    expect(new Set(all.map(({ localId }) => family(state, localId))).size).toBe(13);
  });

  it('does not join people by half an address', () => {
    const state = initialIdentity();
    take(state, statedItem(HOSPITAL, [person('Ada', 'A', { address: { line1: '14 Elm Street' } })]));
    take(state, statedItem(HOSPITAL, [person('Bea', 'B', { address: { line1: '14 Elm Street' } })]));
    expect(family(state, 'A')).not.toBe(family(state, 'B'));
  });

  it.each([
    ['No fixed abode', 'ZZ9 9ZZ'],
    ['N.F.A.', 'ZZ9 9ZZ'],
    ['Unknown', 'ZZ9 9ZZ'],
    ['Address withheld', 'ZZ9 9ZZ'],
    ['c/o Advice Centre, 1 Invented Street', 'ZZ9 9ZZ'],
    ['1 Invented Street', 'ZZ99 3VZ'],
  ])(
    'does not join people who have no home in common, but words in its place (%s, %s)',
    (line1, postcode) => {
      const state = initialIdentity();
      const nowhere = { address: { line1, postcode } };
      take(state, statedItem(HOSPITAL, [person('Ada', 'A', nowhere)]));
      take(state, statedItem(SCHOOL, [person('Bea', 'B', nowhere)]));
      expect(family(state, 'B', SCHOOL)).not.toBe(family(state, 'A'));
    },
  );

  it('joins two families in the larger one and moves each person of the smaller', () => {
    const state = initialIdentity();
    const household = (...ids: readonly string[]) =>
      statedItem(
        HOSPITAL,
        ids.map((id) => person('Ada', id, { address: elsewhere(`${ids[0]} Lane`) })),
      );
    take(state, household('A', 'B', 'C'));
    take(state, household('D', 'E'));
    const larger = family(state, 'A');
    const facts = take(
      state,
      statedItem(HOSPITAL, [person('Ada', 'D'), person('Ada', 'A')], { relationships: [parentOf('D', 'A')] }),
    );
    expect(joins(facts)).toEqual(['FAMILIES_JOINED', 'FAMILIES_JOINED']);
    expect(['A', 'B', 'C', 'D', 'E'].map((id) => family(state, id))).toEqual(Array(5).fill(larger));
  });

  it('never makes a professional family, whatever is stated and wherever they work', () => {
    const state = initialIdentity();
    const clinic = elsewhere('1 Clinic Road');
    take(state, statedItem(HOSPITAL, [person('Cleo', 'P', { role: 'professional', address: clinic })]));
    const facts = take(
      state,
      statedItem(
        HOSPITAL,
        [person('Ada', 'A', { address: clinic }), person('Cleo', 'P', { role: 'professional' })],
        {
          relationships: [{ from: 'P', to: 'A', kind: 'CARER_OF' }],
        },
      ),
    );
    expect(family(state, 'P')).toBeUndefined();
    expect(joins(facts)).toEqual(['FIRST_SIGHT']);
  });

  it('leaves a third party without a basis out wholly', () => {
    const state = initialIdentity();
    const item = statedItem(HOSPITAL, [person('Ada', 'A'), person('Bea', 'B')], {
      relationships: [parentOf('B', 'A')],
    });
    const facts = take(state, item, [recordOf(HOSPITAL, 'B')]);
    expect(JSON.stringify(facts)).not.toContain(recordOf(HOSPITAL, 'B'));
    expect(family(state, 'B')).toBeUndefined();
  });

  it('observes a record in each item that states it, changed or not, for each must answer for what it states', () => {
    const state = initialIdentity();
    const seen = (more: Partial<Subject>, observedAt: string) =>
      take(state, statedItem(HOSPITAL, [child(more)], { observedAt })).map(({ type }) => type);
    expect(seen({}, '2026-05-01T09:00:00Z')).toContain('RecordObserved');
    expect(seen({}, '2026-05-02T09:00:00Z')).toEqual(['RecordObserved']);
    expect(seen({ names: [] }, '2026-05-03T09:00:00Z')).toEqual(['RecordObserved']);
  });

  it('lets a late item add what is missing but not put back what has changed since', () => {
    const state = initialIdentity();
    const [early, later] = ['2026-04-01T09:00:00Z', '2026-05-02T09:00:00Z'];
    take(state, statedItem(HOSPITAL, [person('Ada', 'A')], { observedAt: later }));
    take(state, statedItem(HOSPITAL, [person('Bea', 'B', { address: elsewhere('2 Old Road') })]));
    const moved = person('Old', 'A', { sex: 'F', address: elsewhere('2 Old Road') });
    const before = state.records.get(recordOf(HOSPITAL, 'A'))?.stated;
    const [fact] = take(state, statedItem(HOSPITAL, [moved], { observedAt: early }));
    expect(state.records.get(recordOf(HOSPITAL, 'A'))?.stated).toEqual(before);
    expect(fact).toMatchObject({
      data: { demographics: { names: [], overtaken: { names: moved.names, address: moved.address } } },
    });
    expect(family(state, 'A')).not.toBe(family(state, 'B'));
  });

  it('says nothing new of an item that comes again', () => {
    const state = initialIdentity();
    const item = statedItem(HOSPITAL, [person('Ada', 'A'), person('Bea', 'B')], {
      relationships: [parentOf('A', 'B')],
    });
    expect(take(state, item)).not.toEqual([]);
    expect(take(state, item)).toEqual([]);
  });

  it('brings families together when a later link shows that two persons are one', () => {
    const state = initialIdentity();
    const upn = { upn: 'M931999926001' };
    take(
      state,
      statedItem(HOSPITAL, [child(), person('Ada', 'A')], { relationships: [parentOf('A', 'C1')] }),
    );
    const atSchool = { identifiers: upn, address: elsewhere('9 Far Road') };
    take(
      state,
      statedItem(SCHOOL, [child(atSchool), person('Bob', 'B')], { relationships: [parentOf('B', 'C1')] }),
    );
    expect(family(state, 'B', SCHOOL)).not.toBe(family(state, 'A'));
    take(
      state,
      statedItem(SCHOOL, [child({ ...atSchool, identifiers: { ...upn, nhsNumber: '9990001235' } })]),
    );
    expect(family(state, 'B', SCHOOL)).toBe(family(state, 'A'));
  });
});
