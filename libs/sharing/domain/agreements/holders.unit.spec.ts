import type { AgreementId, PersonId, RecipientId, RecordId } from '#platform';
import type { AgreementFacts } from '../facts.js';
import { standingOf } from './standing.js';

const child = 'child' as string as PersonId;
const record = 'record' as string as RecordId;
const NOW = Date.parse('2026-11-23T09:00:00Z');

const agreement = (id: string, more: Partial<AgreementFacts>): AgreementFacts => ({
  ...{ agreement: id as AgreementId, record, person: child, status: 'GIVEN', authority: 'PR' },
  ...{ purposes: ['TAF'], recipients: ['urn:agency:la:873'], categories: ['health'], exclusions: [] },
  givenAt: '2026-06-01T09:00:00Z',
  ...more,
});
const yes = (by: string, more: Partial<AgreementFacts> = {}) => agreement(`${by} said yes`, { by, ...more });
const no = (by: string, more: Partial<AgreementFacts> = {}) =>
  agreement(`${by} said no`, { by, status: 'WITHDRAWN', endedAt: '2026-07-01T09:00:00Z', ...more });

const answerOn = (agreements: readonly AgreementFacts[], adoptedOn?: string) => {
  const bornOn = { bornOn: '2017-05-04', ...(adoptedOn === undefined ? {} : { adoptedOn }) };
  const person = { record, person: child, party: 'SUBJECT', ...bornOn } as const;
  const recipient = 'urn:agency:la:873/eh' as RecipientId;
  const matter = { purpose: 'TAF', sector: 'health', kind: 'health.was-not-brought', recipient } as const;
  const parameters = {
    ...{ judgementMaxDays: 28, agreementDefaultMonths: 12, ageOfOwnAgreement: 16, childAgeLimit: 18 },
    ...{ competenceFrom: 12, protectivePurposes: [] },
    parental: {
      grounds: ['MOTHER', 'INTERIM_CARE_ORDER', 'ADOPTION'],
      fatherRegisteredFrom: '2003-12-01',
    },
  } as const;
  const standing = standingOf(person, agreements, { matter, parameters, now: NOW });
  return standing.agreed ? 'AGREED' : standing.reason;
};

describe('Only holders of parental responsibility can disagree', () => {
  const council = (groundUntil: string) => no('council', { ground: 'INTERIM_CARE_ORDER', groundUntil });
  const mother = (givenAt: string) => yes('mother', { ground: 'MOTHER', givenAt });

  it('so that a mother is asked alone once the order is over under which the council said no', () => {
    expect(answerOn([council('2026-08-01'), mother('2026-09-01T09:00:00Z')])).toBe('AGREED');
  });

  it('while the order lasts a person decides between them', () => {
    expect(answerOn([council('2026-12-01'), mother('2026-09-01T09:00:00Z')])).toBe('AGREEMENT.DISAGREEMENT');
  });

  it('and what she had agreed to before does not lift that no', () => {
    expect(answerOn([council('2026-08-01'), mother('2026-06-01T09:00:00Z')])).toBe('AGREEMENT.WITHDRAWN');
  });

  it('so that the yes of a relative is no other mind than the no of the mother', () => {
    const aunt = yes('aunt', { ground: 'OTHER_RELATIVE', givenAt: '2026-09-01T09:00:00Z' });
    expect(answerOn([no('mother', { ground: 'MOTHER' }), aunt])).toBe('AGREEMENT.WITHDRAWN');
  });

  it('a parent of before an adoption no more, and two adopters as any two parents', () => {
    const later = { givenAt: '2026-09-01T09:00:00Z' };
    const answers = [no('one', { ground: 'MOTHER' }), yes('other', later)];
    expect(answerOn(answers, '2026-08-01')).toBe('AGREED');
    expect(answerOn(answers, '2026-06-15')).toBe('AGREEMENT.DISAGREEMENT');
  });
});
