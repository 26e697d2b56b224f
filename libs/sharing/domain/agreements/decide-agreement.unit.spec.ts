import type { AgreementGivenDetails, SourceEvent } from '#contracts';
import {
  agreementNote,
  decideAgreement,
  evolveAgreement,
  findAgreementNotice,
  type AgreementAnswer,
  type AgreementState,
  type SealedNotice,
} from '../../index.js';

const terms: AgreementGivenDetails = {
  agreementReference: 'A-1',
  givenBy: { name: 'Synthetic Mother' },
  authority: 'PR',
  competence: { by: 'Nurse', date: '2026-05-30', result: 'NOT_COMPETENT', reason: 'Too young to follow' },
  purposes: ['TAF'],
  recipients: ['urn:agency:la:873'],
  categories: ['health'],
  exclusions: [],
  method: 'WRITTEN',
  wordingVersion: '3',
  noticeVersion: '2',
  givenAt: '2026-06-01T09:00:00Z',
};

function notice(type: string, details: object, subject = 'LOCAL-1'): SealedNotice {
  const event: SourceEvent = {
    ...{
      specversion: '1.0',
      id: 'e-1',
      source: 'urn:agency:other:NSEH',
      type,
      subject,
      time: '2026-06-01T09:00:00Z',
    },
    data: {
      subjects: [],
      details: details as Readonly<Record<string, unknown>>,
      statementType: 'FACT',
      sensitivity: 'P',
      sharing: { purpose: 'TAF', authority: 'Public task', existenceMayBeTold: true },
      recordedAt: '2026-06-01T09:00:00Z',
    },
  };
  const found = findAgreementNotice(event);
  if (!found) throw new Error('No agreement notice');
  return found.kind === 'GIVE' ? { ...found, sealed: { k: 'k', c: 'c' } } : found;
}
const give = (change: Partial<AgreementGivenDetails> = {}, subject?: string) =>
  notice('agreement.given.v1', { ...terms, ...change }, subject);
const withdraw = (withdrawnAt: string) =>
  notice('agreement.withdrawn.v1', { agreementReference: 'A-1', withdrawnAt, by: 'PR' });
const refuse = (refusedAt: string) =>
  notice('agreement.refused.v1', { agreementReference: 'A-1', refusedAt, by: 'PR' });

function after(...notices: readonly SealedNotice[]): AgreementState | undefined {
  return notices.reduce<AgreementState | undefined>((state, each) => {
    const answer = decideAgreement(each, state);
    if (!answer.ok) throw new Error(answer.code);
    return answer.events.reduce<AgreementState | undefined>(evolveAgreement, state);
  }, undefined);
}
const REPEAT: AgreementAnswer = { ok: true, events: [], warnings: [] };

describe('An agreement told by an agency', () => {
  it('is given, with an end twelve months on where none is stated', () => {
    expect(decideAgreement(give(), undefined)).toMatchObject({
      ok: true,
      events: [
        { type: 'AgreementGiven', data: { reference: 'A-1', expiresAt: '2027-06-01', competent: false } },
      ],
    });
  });

  it('keeps who gave it, and the competence note, only in what is sealed', () => {
    const answer = decideAgreement(give(), undefined);
    expect(JSON.stringify(answer)).not.toMatch(/Synthetic Mother|Too young/);
    expect(agreementNote(terms)).toEqual({ givenBy: terms.givenBy, competence: terms.competence });
  });

  it('told twice changes nothing', () => {
    expect(decideAgreement(give(), after(give()))).toEqual(REPEAT);
    expect(decideAgreement(withdraw('2026-07-01'), after(give(), withdraw('2026-07-01')))).toEqual(REPEAT);
    expect(decideAgreement(refuse('2026-07-01'), after(refuse('2026-07-01')))).toEqual(REPEAT);
  });

  it('is superseded by a later giving, narrower or wider', () => {
    const later = give({ givenAt: '2026-07-01T09:00:00Z', categories: ['health', 'school'] });
    expect(after(give(), later)?.categories).toEqual(['health', 'school']);
  });

  it.each([
    ['an older giving after a later one', give({ givenAt: '2026-05-01' }), [give()], 'AGREEMENT.SUPERSEDED'],
    [
      'other terms at the same time',
      give({ categories: ['school'] }),
      [give()],
      'AGREEMENT.SAME_TIME_OTHER_TERMS',
    ],
    ['a reference that belongs to somebody else', give({}, 'LOCAL-2'), [give()], 'AGREEMENT.OTHER_PERSON'],
    ['an end before the beginning', give({ expiresAt: '2026-05-31' }), [], 'AGREEMENT.ENDS_BEFORE_IT_BEGINS'],
    ['a date that cannot be read', give({ givenAt: 'in June' }), [], 'AGREEMENT.BAD_DATE'],
    ['a withdrawal dated before the giving', withdraw('2026-05-01'), [give()], 'AGREEMENT.SUPERSEDED'],
    [
      'a giving between first giving and withdrawal',
      give({ givenAt: '2026-06-15' }),
      [give(), withdraw('2026-07-01')],
      'AGREEMENT.ALREADY_WITHDRAWN',
    ],
  ])('is turned down: %s', (_, wanted, before, code) => {
    expect(decideAgreement(wanted, after(...before))).toEqual({ ok: false, code });
  });

  it('is kept as withdrawn where nobody had told of the giving, and the agency hears of it', () => {
    const answer = decideAgreement(withdraw('2026-07-01'), undefined);
    expect(answer).toMatchObject({
      ok: true,
      events: [{ type: 'AgreementWithdrawn' }],
      warnings: ['AGREEMENT.UNKNOWN'],
    });
  });

  it('stays withdrawn when its giving arrives afterwards, and then the same giving is a repeat', () => {
    const state = after(withdraw('2026-07-01'), give());
    expect(state).toMatchObject({ status: 'WITHDRAWN', categories: ['health'] });
    expect(decideAgreement(give(), state)).toEqual(REPEAT);
  });

  it('may be withdrawn earlier than was first told', () => {
    expect(after(give(), withdraw('2026-08-01'), withdraw('2026-07-01'))?.endedAt).toBe('2026-07-01');
  });

  it('may be given again after it was withdrawn or refused', () => {
    const again = give({ givenAt: '2026-09-01T09:00:00Z' });
    expect(after(give(), withdraw('2026-07-01'), again)?.status).toBe('GIVEN');
    expect(after(refuse('2026-07-01'), again)?.status).toBe('GIVEN');
  });

  it('may be refused after it was given', () => {
    expect(after(give(), refuse('2026-07-01'))?.status).toBe('REFUSED');
  });
});
