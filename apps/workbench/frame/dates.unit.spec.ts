import {
  dayAfter,
  daysBetween,
  endOfLondonDay,
  instantWords,
  londonMidnight,
  momentWords,
  timeWords,
} from './dates.js';

describe('Dates in words', () => {
  it('tells the time in London, summer and winter', () => {
    expect(momentWords(new Date('2026-07-01T13:20:00Z'))).toBe('1 July 2026, 2:20pm');
    expect(momentWords(new Date('2026-11-21T14:20:00Z'))).toBe('21 November 2026, 2:20pm');
  });

  it('invents no time for a date that came without one', () => {
    expect(momentWords(new Date('2026-06-30T23:00:00Z'))).toBe('1 July 2026');
    expect(momentWords(new Date('2026-11-21T00:00:00Z'))).toBe('21 November 2026');
  });

  it('says noon and midnight as twelve', () => {
    expect(timeWords(new Date('2026-11-21T12:05:00Z'))).toBe('12:05pm');
    expect(timeWords(new Date('2026-11-21T00:05:00Z'))).toBe('12:05am');
  });

  it('counts days by the calendar in London, across the change of the clocks', () => {
    expect(daysBetween(new Date('2026-10-24T22:30:00Z'), new Date('2026-10-26T00:30:00Z'))).toBe(2);
    expect(daysBetween(new Date('2026-11-21T08:00:00Z'), new Date('2026-11-21T23:00:00Z'))).toBe(0);
  });

  it('goes from day to day by the calendar, whatever the clocks do', () => {
    expect(dayAfter('2026-10-24')).toBe('2026-10-25');
    expect(dayAfter('2026-10-25')).toBe('2026-10-26');
    expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29');
    expect(dayAfter('2026-12-31')).toBe('2027-01-01');
  });

  it('finds midnight in London and refuses a day that does not exist', () => {
    expect(londonMidnight('2026-07-01')?.toISOString()).toBe('2026-06-30T23:00:00.000Z');
    expect(londonMidnight('2026-01-01')?.toISOString()).toBe('2026-01-01T00:00:00.000Z');
    expect(londonMidnight('2026-02-30')).toBeUndefined();
  });

  it('ends a day of 25 hours, and one of 23, where the next begins', () => {
    const hours = (day: string) => (Number(endOfLondonDay(day)) - Number(londonMidnight(day))) / 3_600_000;
    expect(['2026-10-25', '2026-03-29', '2026-12-31'].map(hours)).toEqual([25, 23, 24]);
    expect(endOfLondonDay('2026-02-30')).toBeUndefined();
  });

  it('says the time of what somebody did, also at midnight', () => {
    expect(instantWords(new Date('2026-11-21T00:00:30Z'))).toBe('21 November 2026, 12:00am');
  });
});
