import fc from 'fast-check';
import { DAY_MS, dayOf, HOUR_MS, startOf, weekdayOf, type HeardDay } from './heard.js';
import { judgeSilence, SILENCE_RULES, type Silence } from './judge-silence.js';

const MONDAY = startOf('2026-10-05');
const at = (day: number, hour: number): Date => new Date(MONDAY + day * DAY_MS + hour * HOUR_MS);

/** Heard on these days since that Monday, from one hour of the day to another. */
const heardOn = (days: readonly number[], from = 8, to = 16): HeardDay[] =>
  days.map((day) => ({
    day: dayOf(at(day, 0).getTime()),
    events: 3,
    first: at(day, from),
    last: at(day, to),
  }));

const upTo = (days: number): number[] => Array.from({ length: days }, (_, day) => day);
const isSchoolDay = (day: number): boolean => day % 7 < 5;
const stateAt = (heard: readonly HeardDay[], now: Date, closed?: ReadonlySet<string>): Silence['state'] =>
  judgeSilence({ heard, now, ...(closed ? { closed } : {}) }).state;

describe('An agency that is silent', () => {
  const school = heardOn(upTo(40).filter(isSchoolDay));

  it('is not quiet over a weekend on which it never sends', () => {
    expect(school.at(-1)?.day).toBe('2026-11-13');
    expect(stateAt(school, at(41, 23))).toBe('LIVELY');
    expect(stateAt(school, at(42, 12))).toBe('LIVELY');
  });

  it('is quiet when three times its usual night has gone by on days on which it sends', () => {
    const judged = judgeSilence({ heard: school, now: at(43, 17) });
    expect(judged).toMatchObject({ state: 'QUIET', limitHours: 48, last: at(39, 16) });
    expect(stateAt(school, at(43, 15))).toBe('LIVELY');
  });

  it('is never quiet within a day, however often it sends', () => {
    const always = heardOn(upTo(42), 0, 23.9);
    expect(stateAt(always, at(42, 23))).toBe('LIVELY');
    expect(stateAt(always, at(43, 1))).toBe('QUIET');
  });

  it('may take weeks where it sends once in a while', () => {
    const seldom = heardOn([0, 9, 14, 23, 30, 41]);
    expect(stateAt(seldom, at(50, 8))).toBe('LIVELY');
    expect(stateAt(seldom, at(90, 8))).toBe('QUIET');
  });

  it('is not quiet in holidays that are named', () => {
    const holidays = new Set(upTo(14).map((day) => dayOf(at(42 + day, 0).getTime())));
    expect(stateAt(school, at(53, 12))).toBe('QUIET');
    expect(stateAt(school, at(53, 12), holidays)).toBe('LIVELY');
    expect(stateAt(school, at(59, 12), holidays)).toBe('QUIET');
  });

  it('is told as soon after holidays as before, where they are named', () => {
    const holidays = new Set(upTo(7).map((day) => dayOf(at(14 + day, 0).getTime())));
    const around = heardOn(upTo(40).filter((day) => isSchoolDay(day) && (day < 14 || day > 20)));
    expect(judgeSilence({ heard: around, now: at(43, 17), closed: holidays })).toMatchObject({
      state: 'QUIET',
      limitHours: 48,
    });
  });

  it('cannot be judged while little is known of it, and is told apart from one never heard', () => {
    expect(stateAt(heardOn([0, 1, 2, 3, 4]), at(60, 0))).toBe('TOO_LITTLE_KNOWN');
    expect(stateAt(heardOn([0, 30]), at(60, 0))).toBe('TOO_LITTLE_KNOWN');
    expect(stateAt([], at(60, 0))).toBe('NEVER_HEARD');
  });
});

describe('The judgement of silence', () => {
  const histories = fc
    .uniqueArray(fc.nat(60), { minLength: 5, maxLength: 50 })
    .chain((days) =>
      fc.record({
        heard: fc.constant(heardOn(days)),
        closed: fc.uniqueArray(fc.nat(90), { maxLength: 12 }),
        hours: fc.nat(60 * 24),
        more: fc.nat(30 * 24),
      }),
    )
    .map(({ heard, closed, ...rest }) => ({
      ...{ heard, ...rest },
      closed: new Set(closed.map((day) => dayOf(at(day, 0).getTime()))),
      last: heard.reduce((latest, { last }) => Math.max(latest, last.getTime()), 0),
    }));

  it('never takes back that an agency is quiet while nothing is heard of it', () => {
    fc.assert(
      fc.property(histories, ({ heard, closed, last, hours, more }) => {
        const sooner = new Date(last + hours * HOUR_MS);
        const later = new Date(sooner.getTime() + more * HOUR_MS);
        if (stateAt(heard, sooner, closed) === 'QUIET') expect(stateAt(heard, later, closed)).toBe('QUIET');
      }),
    );
  });

  it('never calls an agency quiet before the least time has gone by', () => {
    fc.assert(
      fc.property(histories, ({ heard, closed, last, hours }) => {
        const now = new Date(last + (hours % SILENCE_RULES.leastHours) * HOUR_MS);
        expect(stateAt(heard, now, closed)).not.toBe('QUIET');
      }),
    );
  });

  it('does not depend on the order of the days, nor on how much was sent', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 99 }), ({ heard, closed, last, hours }, events) => {
        const now = new Date(last + hours * HOUR_MS);
        const other = heard.map((day) => ({ ...day, events })).reverse();
        expect(judgeSilence({ heard: other, now, closed })).toEqual(judgeSilence({ heard, now, closed }));
      }),
    );
  });

  it('lets one event end the silence', () => {
    fc.assert(
      fc.property(histories, ({ heard, closed, last, hours }) => {
        const day = Math.ceil((last - MONDAY) / DAY_MS) + (hours % 10);
        expect(stateAt([...heard, ...heardOn([day])], at(day, 17), closed)).not.toBe('QUIET');
      }),
    );
  });

  it('leaves an agency alone that goes on exactly as usual, whatever its weekdays', () => {
    const weekdays = fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(weekdays, fc.integer({ min: 70, max: 90 }), fc.nat(23), (sending, until, hour) => {
        const sends = (day: number) => sending.includes(weekdayOf(at(day, 0).getTime()));
        const now = at(until, hour);
        const heard = heardOn(upTo(until).filter(sends));
        expect(stateAt(heard, now)).not.toBe('QUIET');
      }),
    );
  });

  it('tells within five days that an agency which sent every working day has stopped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 60 }), (stopped) => {
        const heard = heardOn(upTo(stopped).filter(isSchoolDay));
        expect(stateAt(heard, at(stopped + 5, 0))).toBe('QUIET');
      }),
    );
  });
});
