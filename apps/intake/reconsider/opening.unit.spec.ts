import { evolveIdentity } from '#identity';
import type { AgencyId, AgreementId, ItemId, PersonId, RecordId, Uuid } from '#platform';
import type { AgreementGiven } from '#sharing';
import { KnownFacts } from '../memory/known-facts.js';
import { agreementsConcerned, recordsConcerned } from './opening.js';
import type { Trigger } from './triggers.js';

const agency = 'urn:agency:ods:G7H8J' as AgencyId;
const [school, clinic, police] = ['r1', 'r2', 'r3'] as readonly string[] as readonly [
  RecordId,
  RecordId,
  RecordId,
];
const agreement = 'a1' as AgreementId;
const cause = 'c1' as Uuid;

describe('Whose items a change may alter', () => {
  let known: KnownFacts;
  beforeEach(() => (known = new KnownFacts('this')));

  const onePerson = (...records: readonly RecordId[]) => {
    for (const record of records)
      evolveIdentity(known.identity, {
        type: 'RecordLinked',
        data: {
          record,
          person: 'p1' as PersonId,
          item: 'i1' as ItemId,
          linkedAt: '2026-03-01',
          agency,
          rule: 'VERIFIED_NUMBER',
        },
      });
  };
  const agreed = (record: RecordId) =>
    known.agreements.takeIn(cause, { type: 'AgreementGiven', data: { agreement, record } as AgreementGiven });
  const linked = (record: RecordId): Trigger => ({ kind: 'LINKED', cause, record });

  it('when agreement is given: those of every record of the person', () => {
    onePerson(school, clinic);
    agreed(school);
    const given: Trigger = { kind: 'GIVEN', cause, record: school, agreement };
    expect(recordsConcerned(known, given)).toEqual(expect.arrayContaining([school, clinic]));
  });

  it('when a record is linked that something was agreed for: those of every record of the person', () => {
    onePerson(school, clinic, police);
    agreed(police);
    expect(recordsConcerned(known, linked(police))).toHaveLength(3);
  });

  it('when a record is linked that nothing was agreed for: its own, which what was agreed for the others now reaches', () => {
    onePerson(school, clinic, police);
    agreed(school);
    expect(recordsConcerned(known, linked(police))).toEqual([police]);
  });

  it('when an agreement ends: those of every record of the person, and whatever stands on it', () => {
    onePerson(school, clinic);
    const ended: Trigger = { kind: 'ENDED', cause, record: school, agreement };
    expect(recordsConcerned(known, ended)).toEqual(expect.arrayContaining([school, clinic]));
    expect(agreementsConcerned(known, ended)).toEqual([agreement]);
  });

  it('when a record leaves for another person: also what stands on the agreements stated for it', () => {
    onePerson(school, clinic);
    agreed(school);
    expect(agreementsConcerned(known, linked(school))).toEqual([agreement]);
    expect(agreementsConcerned(known, linked(clinic))).toEqual([]);
  });

  it('when a moment passed for one item: nobody’s', () => {
    expect(recordsConcerned(known, { kind: 'LAPSED', cause })).toEqual([]);
  });

  it('of a record that is nobody’s yet: its own', () => {
    expect(recordsConcerned(known, linked(school))).toEqual([school]);
  });
});
