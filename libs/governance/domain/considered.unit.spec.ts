import fc from 'fast-check';
import { londonDay } from '#sharing';
import { itemWithheld } from '#journey/testing';
import { isOpen, weekOf } from './considered.js';

describe('The week that a decision is counted in', () => {
  it.each([
    ['2026-07-05T22:59:59Z', '2026-06-29', 'a Sunday before midnight in London'],
    ['2026-07-05T23:00:00Z', '2026-07-06', 'a Monday in London that is still Sunday in UTC'],
    ['2026-01-04T23:59:59Z', '2025-12-29', 'a Sunday in winter, of a week that began in the year before'],
    ['2026-03-29T12:00:00Z', '2026-03-23', 'the Sunday on which the clocks go forward'],
  ])('of %s begins on %s: %s', (at, monday) => {
    expect(weekOf(new Date(at))).toBe(monday);
  });

  it('begins on a Monday, at most six days before the day in London', () => {
    const moments = fc.date({
      min: new Date('2000-01-01Z'),
      max: new Date('2050-01-01Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (at) => {
        const monday = new Date(`${weekOf(at)}T00:00:00Z`);
        const day = String(londonDay(at.getTime())).replace(/^(....)(..)(..)$/, '$1-$2-$3');
        const since = (Date.parse(`${day}T00:00:00Z`) - monday.getTime()) / 86_400_000;
        return monday.getUTCDay() === 1 && since >= 0 && since <= 6;
      }),
    );
  });
});

describe('What governance counts', () => {
  it('leaves out what is restricted, also where everybody was denied it in any case', () => {
    expect(isOpen(itemWithheld('E-1'))).toBe(true);
    expect(isOpen(itemWithheld('E-1', { restricted: true }))).toBe(false);
  });
});
