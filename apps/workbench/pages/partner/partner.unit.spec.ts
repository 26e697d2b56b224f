import type { HeardDay } from '#governance';
import type { PutBackRun } from '#journey';
import type { AgencyId, StaffId, Uuid } from '#platform';
import { dayAfter } from '../../frame/dates.js';
import type { PublishingHealth } from '../../partner/partner-reads.js';
import { chartDays, deliveryChart } from './delivery-chart.js';
import { healthPage } from './health.view-model.js';
import { putBackPage } from './put-back.view-model.js';
import { spanOfDay } from './receipts-span.js';
import { readPasted } from './try.view-model.js';

/** A Monday. */
const NOW = new Date('2026-11-23T09:00:00Z');
const AGENCY = 'urn:agency:ods:RZZ' as AgencyId;
const known = <T>(value: T) => ({ known: true, value }) as const;

/** Ten events on every working day of the six weeks up to this day. */
const heardUpTo = (last: string): readonly HeardDay[] =>
  Array.from({ length: 42 }, (_, at) => new Date(Date.parse(`${last}T09:00:00Z`) - (41 - at) * 86_400_000))
    .filter((day) => ![0, 6].includes(day.getUTCDay()))
    .map((first) => ({ day: first.toISOString().slice(0, 10), events: 10, first, last: first }));

const health = (more: Partial<PublishingHealth>): PublishingHealth => ({
  heard: known({ agency: AGENCY, heard: heardUpTo('2026-11-20'), silence: { state: 'LIVELY' } as never }),
  ...{ waiting: known(0), parked: known(0), contentAsked: known(0), days: known([]), codes: known([]) },
  ...more,
});

describe('What the owner of a partner system is told', () => {
  it('is in words that the feed went quiet against its own rhythm, and what to look at', () => {
    const last = new Date('2026-11-17T09:00:00Z');
    const silence = { state: 'QUIET', last, silentHours: 96, limitHours: 72 } as const;
    const page = healthPage(
      health({ heard: known({ agency: AGENCY, heard: heardUpTo('2026-11-17'), silence }) }),
      NOW,
    );
    expect(page.feed).toMatchObject({ tag: { text: 'Quiet' }, rhythm: 'Every working day' });
    expect(page.feed?.quiet).toMatch(
      /^We have heard nothing for 6 days; you usually send every working day\. If this is not planned, look/,
    );
  });

  it('is never that nothing came while the hub has events of theirs still to decide', () => {
    const last = new Date('2026-11-17T09:00:00Z');
    const silence = { state: 'QUIET', last, silentHours: 96, limitHours: 72 } as const;
    const heard = known({ agency: AGENCY, heard: heardUpTo('2026-11-17'), silence });
    const page = healthPage(health({ heard, waiting: known(900) }), NOW);
    expect(page.feed).toMatchObject({ tag: { text: 'Live' } });
    expect(page.feed?.quiet).toBeUndefined();
  });

  it('is not that nothing came while it is not known whether events of theirs wait', () => {
    const last = new Date('2026-11-17T09:00:00Z');
    const silence = { state: 'QUIET', last, silentHours: 96, limitHours: 72 } as const;
    const heard = known({ agency: AGENCY, heard: heardUpTo('2026-11-17'), silence });
    const page = healthPage(health({ heard, waiting: { known: false, why: 'FEED.UNAVAILABLE' } }), NOW);
    expect(page.feed?.quiet).toBeUndefined();
    expect(page.feed?.tag.text).toBe('Not known');
  });

  it('is what came on each day beside what is usual on such a day, also where nothing came', () => {
    const day = { day: '2026-11-20', accepted: 7, withheld: 2, rejected: 1 };
    const days = chartDays([day], heardUpTo('2026-11-20'), NOW);
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toMatchObject({ day: '2026-11-23', received: 0, usual: 10 });
    expect(days.at(-2)).toMatchObject({ day: '2026-11-22', usual: 0 });
    expect(days.at(-4)).toMatchObject({ day: '2026-11-20', received: 10 });
    const chart = deliveryChart(days);
    expect(chart.caption).toBe('10 events in the last 30 days: 7 accepted, 2 withheld, 1 rejected.');
    const bars = chart.columns.marks.flatMap((mark) => mark.bars.map(({ name, height }) => [name, height]));
    expect(bars).toEqual([
      ['accepted', 126],
      ['withheld', 36],
      ['rejected', 18],
    ]);
  });

  it.each([
    ['autumn, late on a winter evening', '2026-11-01T23:30:00Z', '2026-10-03', '2026-11-01'],
    ['spring, just after a summer midnight', '2026-03-30T23:30:00Z', '2026-03-02', '2026-03-31'],
  ])('is each day once across the change of the clocks: %s', (_when, now, first, last) => {
    const days = chartDays([], [], new Date(now)).map(({ day }) => day);
    expect([new Set(days).size, days[0], days.at(-1)]).toEqual([30, first, last]);
  });

  it('is the same usual number in the morning as in the evening: the day that is not over does not count', () => {
    const whole = heardUpTo('2026-11-20');
    const [today] = heardUpTo('2026-11-23').slice(-1);
    const sofar = today ? [{ ...today, events: 1 }] : [];
    expect(sofar).toHaveLength(1);
    expect(chartDays([], [...whole, ...sofar], NOW).at(-1)).toMatchObject({ day: '2026-11-23', usual: 10 });
  });

  it('is not what is usual where too little was heard', () => {
    const [first] = chartDays([], heardUpTo('2026-11-20').slice(0, 4), NOW);
    expect(first?.usual).toBeUndefined();
  });

  it('is that a part is not known, and that the events are safe', () => {
    const away = { known: false, why: 'FEED.UNAVAILABLE' } as const;
    const page = healthPage(health({ waiting: away, days: away }), NOW);
    expect(page.faults).toEqual([
      expect.stringMatching(/^How many events wait for a decision .*Your events are safe\.$/),
      expect.stringMatching(/^What became of your events .*Your events are safe\.$/),
    ]);
    expect(page.waits.decision).toBe('Not known');
  });

  it('is never that nothing was rejected while that is not known', () => {
    const page = healthPage(health({ codes: { known: false, why: 'OPERATIONS.TOO_SLOW' } }), NOW);
    expect(page.codes).toBeUndefined();
    expect(page.faults).toEqual([expect.stringMatching(/^What was rejected is not known .*TOO_SLOW/)]);
    expect(healthPage(health({}), NOW).codes).toEqual([]);
  });

  it.each([
    ['2026-10-25', 25],
    ['2026-10-26', 24],
    ['2026-03-29', 23],
  ])('is of %s what came in its %i hours, none of them in no list and none in two', (day, hours) => {
    const { from, until } = spanOfDay(day) ?? {};
    expect((Number(until) - Number(from)) / 3_600_000).toBe(hours);
    expect(spanOfDay(dayAfter(day))?.from).toEqual(until);
    expect(spanOfDay('Monday')).toBeUndefined();
  });

  it('is at which line a pasted text stops being JSON', () => {
    expect(readPasted('{"id": 1}')).toEqual({ events: [{ id: 1 }] });
    expect(readPasted('{\n"id": 1,\n"type" 2}').fault).toMatch(/^This is not JSON at line 3\./);
    expect(readPasted('[]').fault).toMatch(/^The list is empty/);
    expect(readPasted(JSON.stringify(Array.from({ length: 21 }, () => ({})))).fault).toMatch(/at most 20/);
  });
});

describe('Putting back, as its page tells it', () => {
  const run = (more: Partial<PutBackRun>): PutBackRun => ({
    ...{ id: 'x' as Uuid, agency: AGENCY, code: 'TIME.IN_FUTURE', askedBy: 'staff-1' as StaffId },
    ...{ state: 'running', total: 10, fault: undefined, askedAt: NOW, toldAt: NOW },
    report: { found: 4, putBack: 3, refused: { 'SCHEMA.NOT_IN_LIST': 1 }, left: {} },
    ...more,
  });

  it('runs while it tells how far it is, and has stopped where it tells nothing for two minutes', () => {
    expect(putBackPage(run({}), NOW)).toMatchObject({ running: true, tag: { text: 'Running' } });
    const later = new Date(NOW.getTime() + 120_001);
    expect(putBackPage(run({}), later)).toMatchObject({
      running: false,
      tag: { text: 'Stopped' },
      sentence: 'It stopped before its end. Ask again: nothing is put back twice.',
    });
  });

  it('says what to do where it could not be done, and why some would be rejected today', () => {
    const busy = putBackPage(run({ state: 'failed', fault: 'ADMIN.REPLAY_RUNS' }), NOW);
    expect(busy.sentence).toBe('We could not begin in time. Ask again in a minute.');
    expect(putBackPage(run({ state: 'failed', fault: 'XX000' }), NOW).sentence).toMatch(/service desk/);
    expect(putBackPage(run({ state: 'done' }), NOW).refused).toMatchObject([
      { code: 'SCHEMA.NOT_IN_LIST', count: '1' },
    ]);
  });
});
