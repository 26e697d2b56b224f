import fc from 'fast-check';
import { isMoment } from '#contracts/testing';
import { surelyReached, surelyUnder } from './age.js';
import { londonDay, londonMidnight } from './london.js';
import { dayText, instantOf, lastDayAfterMonths, lastInstantOf, lastsAt } from './stated-time.js';

const zone = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });

describe('Time in England', () => {
  it('has the same days as the time zone database', () => {
    const instants = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2060-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (instant) => {
        expect(londonDay(instant.getTime())).toBe(Number(zone.format(instant).replaceAll('-', '')));
      }),
      { numRuns: 2_000 },
    );
  });

  it('begins and ends each day on that day, clock changes included', () => {
    for (let day = 0; day < 800; day += 1) {
      const date = new Date(Date.UTC(2026, 0, 1 + day));
      const midnight = londonMidnight(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
      const number = Number(date.toISOString().slice(0, 10).replaceAll('-', ''));
      expect([londonDay(midnight), londonDay(midnight - 1) < number]).toEqual([number, true]);
    }
  });

  it.each([
    ['2026-11-23', '2026-11-23T00:00:00.000Z'],
    ['2026-07-10', '2026-07-09T23:00:00.000Z'],
    ['2026-11-23T10:00:00+01:00', '2026-11-23T09:00:00.000Z'],
    ['2026-11-23t10:00:00z', '2026-11-23T10:00:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(new Date(instantOf(text)).toISOString()).toBe(instant);
  });

  it('reads whatever the contract takes for a time, so that no order of a court goes unheeded', () => {
    const part = (...texts: readonly string[]) => fc.constantFrom(...texts);
    const times = fc.tuple(
      part('0000-01-01', '0001-01-01', '2026-11-23', '2024-02-30', '9999-12-31'),
      part('T', 't', ' ', '\u00A0', '\t'),
      part('00:00:00', '23:59:59', '23:59:60', '22:59:60', '10:00:00.5', '10:00:00.123456789', '24:00:00'),
      part('Z', 'z', '+01:00', '-15:59', '+16:00', '+23:59', '+0100', '+01', ''),
    );
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(times, (parts) => {
        const text = parts.join('');
        seen.add(isMoment(text));
        expect(isMoment(text) && Number.isNaN(instantOf(text))).toBe(false);
      }),
      { numRuns: 2_000, seed: 20261126 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });

  it.each(['', '2026-13-01', '2026-11', 'soon', '2026-11-23T10:00:00'])('does not guess at "%s"', (text) => {
    expect(instantOf(text)).toBeNaN();
    expect(lastsAt(text, 0)).toBe(false);
  });

  it('lets a day end with its last moment', () => {
    expect(new Date(lastInstantOf('2026-07-10')).toISOString()).toBe('2026-07-10T22:59:59.999Z');
  });

  it.each([
    ['2028-02-29T10:00:00Z', 12, '2029-02-28'],
    ['2027-02-28', 12, '2028-02-28'],
    ['2026-11-23T10:00:00Z', 12, '2027-11-23'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-07-09T23:30:00Z', 12, '2027-07-10'],
  ])('counts months from %s: %i months end with %s', (start, months, end) => {
    const last = lastDayAfterMonths(start, months);
    expect(last && dayText(last)).toBe(end);
  });

  it.each([
    ['2010-11-23', '2026-11-22T23:59:00Z', true, false],
    ['2010-11-23', '2026-11-23T00:00:00Z', false, true],
    ['2010-11', '2026-11-15T00:00:00Z', false, false],
    ['2010-11', '2026-12-01T00:00:00Z', false, true],
    ['2012-02-29', '2027-12-31T00:00:00Z', true, false],
    [undefined, '2026-11-23T00:00:00Z', false, false],
  ])('born %s, at %s: under 16 %s, reached 16 %s', (born, now, under, reached) => {
    const at = Date.parse(now);
    expect([surelyUnder(16, born, at), surelyReached(16, born, at)]).toEqual([under, reached]);
  });
});
