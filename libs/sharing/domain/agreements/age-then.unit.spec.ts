import type { PersonId, RecordId } from '#platform';
import { currentRuleset } from '../../index.js';
import { noticeOf, TERMS } from '../../testing/agreement-notices.js';
import { authorityFault } from './authority.js';
import { agreementFacts, evolveAgreement } from './agreement-state.js';
import { decideAgreement } from './decide-agreement.js';

const NOW = new Date('2026-11-26T10:00:00Z');
const person = {
  record: 'r' as RecordId,
  person: 'p' as PersonId,
  party: 'SUBJECT',
  bornOn: '2009-12',
} as const;

/** A young person's own agreement or a parent's, stated with the day of birth or without one. */
const given = (dateOfBirth: string | undefined, authority: 'SELF' | 'PR' = 'SELF') => {
  const details = { ...TERMS, authority, givenAt: '2025-12-27T07:12:00Z' };
  const notice = { ...noticeOf('agreement.given.v1', details), ...(dateOfBirth && { bornOn: dateOfBirth }) };
  const answer = decideAgreement(notice, undefined);
  if (!answer.ok) throw new Error(answer.code);
  const state = answer.events.reduce<ReturnType<typeof evolveAgreement> | undefined>(
    evolveAgreement,
    undefined,
  );
  if (!state) throw new Error('Nothing was agreed');
  return { state, facts: agreementFacts(state, person.person) };
};
const faultOf = (facts: ReturnType<typeof given>['facts'], bornOn = '2009-12') =>
  authorityFault(facts, { ...person, bornOn }, currentRuleset(NOW).parameters, NOW.getTime());

describe('A young person’s own agreement in the month of the sixteenth birthday', () => {
  it('counts where the day of birth stated with it shows that it was reached', () => {
    const { facts } = given('2009-12-07');
    expect(facts.ageThen).toBe(16);
    expect(faultOf(facts)).toBeUndefined();
  });

  it('waits for competence where the birthday was yet to come, or where only the month is known', () => {
    expect(faultOf(given('2009-12-28').facts)).toBe('AGREEMENT.COMPETENCE_NOT_RECORDED');
    expect(faultOf(given('2009-12').facts)).toBe('AGREEMENT.COMPETENCE_NOT_RECORDED');
    expect(faultOf(given(undefined).facts)).toBe('AGREEMENT.COMPETENCE_NOT_RECORDED');
  });

  it('keeps the age and never the day', () => {
    expect(JSON.stringify(given('2009-12-07').state)).not.toContain('2009-12');
  });
});

describe('What a parent agreed to in the month of the twelfth birthday', () => {
  const parentsFault = (dateOfBirth: string | undefined) =>
    faultOf(given(dateOfBirth, 'PR').facts, '2013-12');

  it('counts where the day of birth stated with it shows that the child was eleven', () => {
    expect(parentsFault('2013-12-28')).toBeUndefined();
  });

  it('waits for competence from the birthday on, or where only the month is known', () => {
    expect(parentsFault('2013-12-27')).toBe('AGREEMENT.COMPETENCE_NOT_RECORDED');
    expect(parentsFault('2013-12')).toBe('AGREEMENT.COMPETENCE_NOT_RECORDED');
    expect(parentsFault(undefined)).toBe('AGREEMENT.COMPETENCE_NOT_RECORDED');
  });
});
