import type { AgreementFacts } from '#sharing';
import { agreementTag } from './agreement-status.js';

const given = (more: Partial<AgreementFacts>): AgreementFacts =>
  ({ status: 'GIVEN', givenAt: '2026-03-01', expiresAt: '2027-03-01', ...more }) as AgreementFacts;
const NOW = new Date('2026-11-23T12:00:00Z');

describe('how an agreement is shown to information governance', () => {
  it.each([
    ['Agreed', given({})],
    ['Not given', { ...given({}), givenAt: undefined }],
    ['Ends soon', given({ expiresAt: '2026-12-01' })],
    ['Ends soon', given({ expiresAt: '2026-11-23' })],
    ['Ended', given({ expiresAt: '2026-11-22' })],
    ['Refused', given({ status: 'REFUSED' })],
    ['Replaced', given({ status: 'SUPERSEDED', endedAt: '2026-11-20' })],
    ['Withdrawn', given({ status: 'WITHDRAWN', endedAt: '2026-11-20T09:00:00Z' })],
    ['Agreed', given({ status: 'WITHDRAWN', endedAt: '2026-12-24T09:00:00Z' })],
  ])('says %s', (text, facts) => {
    expect(agreementTag(facts, NOW).text).toBe(text);
  });

  it('ends one of a summer day with that day in London, as the rules do', () => {
    const facts = given({ expiresAt: '2026-08-01' });
    expect(agreementTag(facts, new Date('2026-08-01T22:59:59Z')).text).toBe('Ends soon');
    expect(agreementTag(facts, new Date('2026-08-01T23:00:00Z')).text).toBe('Ended');
  });

  it('takes a withdrawal from the first moment of its day, and a ground to its last, as the rules do', () => {
    const withdrawn = given({ status: 'WITHDRAWN', endedAt: '2026-08-01' });
    expect(agreementTag(withdrawn, new Date('2026-07-31T22:59:59Z')).text).toBe('Ends soon');
    expect(agreementTag(withdrawn, new Date('2026-07-31T23:00:00Z')).text).toBe('Withdrawn');
    const placed = given({ groundUntil: '2026-11-20' });
    expect(agreementTag(placed, NOW).text).toBe('Ended');
  });
});
