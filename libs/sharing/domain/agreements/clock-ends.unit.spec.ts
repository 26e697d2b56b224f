import { endsByClock, monthReaching, type SealedNotice } from '../../index.js';
import { after, give, withdraw } from '../../testing/agreement-notices.js';

const ends = (...notices: readonly SealedNotice[]) => {
  const state = after(...notices);
  return (state ? endsByClock(state) : []).map(([at, why]) => [new Date(at).toISOString(), why]);
};

describe('The ends of an agreement that come by the clock alone', () => {
  it('are the end of its last day in England, or its moment', () => {
    expect(ends(give({ expiresAt: '2027-06-01' }))).toEqual([['2027-06-01T23:00:00.000Z', 'EXPIRED']]);
    expect(ends(give({ expiresAt: '2027-01-05T12:00:00Z' }))).toEqual([
      ['2027-01-05T12:00:00.000Z', 'EXPIRED'],
    ]);
  });

  it('are that of the ground of parental responsibility, and a withdrawal yet to come', () => {
    const given = give({ expiresAt: '2027-01-05', groundUntil: '2026-12-24' });
    expect(ends(given, withdraw('2026-12-01T10:00:00Z'))).toEqual([
      ['2027-01-06T00:00:00.000Z', 'EXPIRED'],
      ['2026-12-25T00:00:00.000Z', 'AUTHORITY_ENDED'],
      ['2026-12-01T10:00:00.000Z', 'WITHDRAWAL_DUE'],
    ]);
  });
});

describe('The month in which an age may be reached', () => {
  it('is the whole month, as only the month is known', () => {
    expect(monthReaching(16, Date.parse('2026-12-31T23:59:59Z'))).toBe('2010-12');
    expect(monthReaching(16, Date.parse('2027-01-01T00:00:00Z'))).toBe('2011-01');
  });
});
