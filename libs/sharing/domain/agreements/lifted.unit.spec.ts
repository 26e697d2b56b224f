import type { AgreementId, PersonId, RecipientId, RecordId } from '#platform';
import type { AgreementFacts } from '../facts.js';
import { standingOf } from './standing.js';

const child = 'child' as string as PersonId;
const record = 'record' as string as RecordId;

const agreement = (id: string, more: Partial<AgreementFacts>): AgreementFacts => ({
  ...{ agreement: id as AgreementId, record, person: child, status: 'GIVEN', authority: 'PR' },
  ...{ purposes: ['TAF'], recipients: ['urn:agency:la:873'], categories: ['health'], exclusions: [] },
  ...{ givenAt: '2026-05-01T09:00:00Z', expiresAt: '2027-06-01' },
  ...more,
});
const before = agreement('before', {});
const refusal = agreement('refusal', { status: 'REFUSED', endedAt: '2026-07-01T09:00:00Z' });
const withdrawal = agreement('withdrawal', { status: 'WITHDRAWN', endedAt: '2026-07-01T09:00:00Z' });
const givenAnew = { revivedAfter: '2026-07-01T09:00:00Z' };
const after = agreement('after', {
  ...{ givenAt: '2026-08-01T09:00:00Z', expiresAt: '2026-10-31', categories: ['health.was-not-brought'] },
});

const WHILE_IT_LASTS = '2026-09-01T09:00:00Z';
const WHEN_IT_IS_OVER = '2026-11-01T00:00:00Z';

const standing = (kind: string, at: string, agreements: readonly AgreementFacts[]) => {
  const person = { record, person: child, party: 'SUBJECT', bornOn: '2017-05-04' } as const;
  const recipient = 'urn:agency:la:873/eh' as RecipientId;
  const matter = { purpose: 'TAF', sector: 'health', kind, recipient } as const;
  const parameters = {
    ...{ judgementMaxDays: 28, agreementDefaultMonths: 12, ageOfOwnAgreement: 16, childAgeLimit: 18 },
    ...{ competenceFrom: 12, protectivePurposes: [] },
    parental: { grounds: ['MOTHER'], fatherRegisteredFrom: '2003-12-01' },
  } as const;
  return standingOf(person, agreements, { matter, parameters, now: Date.parse(at) });
};

describe('What a family agreed to before it said no, and then agreed anew', () => {
  it.each([
    ['a refusal', refusal],
    ['the withdrawal of another agreement', withdrawal],
  ])('shares nothing once the new agreement is over: %s', (_what, no) => {
    for (const agreements of [
      [before, no, after],
      [after, no, before],
    ]) {
      const of = (kind: string) => standing(kind, WHEN_IT_IS_OVER, agreements);
      expect(of('health.was-not-brought')).toMatchObject({ agreed: false, reason: 'AGREEMENT.EXPIRED' });
      expect(of('health.ae-attendance')).toMatchObject({ agreed: false, reason: 'AGREEMENT.EXPIRED' });
    }
  });

  it.each([
    ['under the reference under which it said no', [{ ...after, ...givenAnew }]],
    [
      'in whose place another one came',
      [
        { ...after, ...givenAnew, status: 'SUPERSEDED' as const, endedAt: '2026-08-15T09:00:00Z' },
        { ...after, givenAt: '2026-08-15T09:00:00Z' },
      ],
    ],
  ])('shares nothing either once the new agreement is over, %s', (_which, anew) => {
    const over = standing('health.was-not-brought', WHEN_IT_IS_OVER, [before, ...anew]);
    expect(over).toMatchObject({ agreed: false, reason: 'AGREEMENT.EXPIRED' });
  });

  it('counts as before where somebody said no who may not', () => {
    const aunt = { ...after, ...givenAnew, ground: 'OTHER_RELATIVE' as const };
    const now = standing('health.was-not-brought', WHEN_IT_IS_OVER, [before, aunt]);
    expect(now).toMatchObject({ agreed: true, agreements: ['before'] });
  });

  it('is nothing to stand on while the new agreement lasts', () => {
    const now = standing('health.was-not-brought', WHILE_IT_LASTS, [before, refusal, after]);
    expect(now).toMatchObject({ agreed: true, agreements: ['after'] });
  });

  it('names no sensitive service that the new agreement does not name', () => {
    const named = { ...before, categories: ['health', 'health.sexual-health'] };
    const general = { ...after, categories: ['health'] };
    const now = standing('health.sexual-health', WHILE_IT_LASTS, [named, refusal, general]);
    expect(now).toMatchObject({ agreed: true, namesKind: false });
  });

  it('still narrows what the new agreement allows', () => {
    const narrow = { ...before, categories: ['health.was-not-brought'] };
    const wide = { ...after, categories: ['health'] };
    expect(standing('health.ae-attendance', WHILE_IT_LASTS, [narrow, refusal, wide])).toMatchObject({
      ...{ agreed: false, reason: 'AGREEMENT.NOT_COVERED' },
    });
  });

  it('counts as before where nobody said no', () => {
    const now = standing('health.was-not-brought', WHEN_IT_IS_OVER, [before, after]);
    expect(now).toMatchObject({ agreed: true, agreements: ['before'] });
  });

  it('counts as before until the day of a no that is yet to come', () => {
    const later = { ...withdrawal, endedAt: '2026-12-01T09:00:00Z' };
    const now = standing('health.was-not-brought', WHEN_IT_IS_OVER, [before, later]);
    expect(now).toMatchObject({ agreed: true, agreements: ['before', 'withdrawal'] });
  });
});
