import { currentRuleset } from '../../index.js';
import { workingDayAfter, type Calendar } from './working-days.js';

const { calendars = [] } = currentRuleset(new Date('2026-11-25T09:00:00Z')).parameters;
const everybody = calendars.find(({ agency }) => agency === undefined);
if (!everybody) throw new Error('The rule set has no calendar');

describe('Working days', () => {
  it.each([
    ['a Monday', 20261123, 20261124],
    ['a Friday: over the weekend', 20261120, 20261123],
    ['a Saturday: Sunday does not count either', 20261121, 20261123],
    ['Christmas Eve 2026: the substitute day counts', 20261224, 20261229],
    ['New Year’s Eve 2026', 20261231, 20270104],
    ['the eve of Good Friday 2027', 20270325, 20270330],
    ['a leap day', 20280229, 20280301],
  ])('after %s', (_, day, next) => {
    expect(workingDayAfter(day, 1, everybody)).toBe(next);
  });

  it('are counted one by one', () => {
    expect(workingDayAfter(20261120, 3, everybody)).toBe(20261125);
  });

  it.each([
    ['15, to a first conference', 15, 20261214],
    ['45, to the end of an assessment, over Christmas', 45, 20270128],
    ['250, a year', 250, 20271118],
  ])('are counted to their end however many there are: %s', (_, count, end) => {
    expect(workingDayAfter(20261123, count, everybody)).toBe(end);
  });

  it('come to an end even where nobody ever works', () => {
    const never: Calendar = { weekend: [0, 1, 2, 3, 4, 5, 6], holidays: [] };
    expect(workingDayAfter(20261120, 1, never)).toBe(20270119);
  });

  it.each([2757600913, Number.NaN, -2718210420])(
    'end where they are beyond the days that can be told: %s',
    (day) => {
      expect(() => workingDayAfter(day, 1, { weekend: [0, 6], holidays: ['2026-12-25'] })).not.toThrow();
    },
  );

  it('know the bank holidays of England for the years ahead, none of them on a weekend', () => {
    const weekends = everybody.holidays.filter((day) => [0, 6].includes(new Date(day).getUTCDay()));
    expect(weekends).toEqual([]);
    for (const year of ['2026', '2027', '2028'])
      expect(everybody.holidays.filter((day) => day.startsWith(year))).toHaveLength(8);
  });
});
