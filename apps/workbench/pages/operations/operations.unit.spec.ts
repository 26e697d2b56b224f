import type { HeardDay } from '#governance';
import type { AgencyId } from '#platform';
import { asked } from '../../operations/asked.js';
import type { HeardAgency, Overview } from '../../operations/operations-reads.js';
import { rhythmWords } from '../../operations/rhythm-words.js';
import { spanWords } from '../../operations/spans.js';
import { feedPart } from './feed-part.js';
import { operationsPage } from './operations.view-model.js';
import { behindWords } from './views-part.js';

const NOW = new Date('2026-11-23T09:00:00Z');
const POLICE = 'urn:agency:force:35' as AgencyId;
const ago = (ms: number) => new Date(NOW.getTime() - ms);

/** Four weeks from Monday 5 October, on these weekdays from Monday 0. */
const heardOn = (...weekdays: readonly number[]): readonly HeardDay[] =>
  Array.from({ length: 28 }, (_, at) => at)
    .filter((at) => weekdays.includes(at % 7))
    .map((at) => new Date(Date.UTC(2026, 9, 5 + at, 9)))
    .map((first) => ({ day: first.toISOString().slice(0, 10), events: 1, first, last: first }));

describe('What operators are told in words', () => {
  it.each([
    ['every day', heardOn(0, 1, 2, 3, 4, 5, 6)],
    ['every working day', heardOn(0, 1, 2, 3, 4)],
    ['on Mondays and Thursdays', heardOn(0, 3)],
    ['on Mondays, Tuesdays and Saturdays', heardOn(0, 1, 5)],
    ['about 4 days a month', [0, 8, 17, 26].flatMap((at) => heardOn(0, 1, 2, 3, 4, 5, 6).slice(at, at + 1))],
  ])('is that an agency usually sends %s', (words, heard) => {
    expect(rhythmWords(heard)).toBe(words);
  });

  it.each([
    [0, '1 second'],
    [59_999, '59 seconds'],
    [60_000, '1 minute'],
    [7_200_000, '2 hours'],
    [259_200_000, '3 days'],
  ])('is a time of %d ms in its largest unit', (ms, words) => {
    expect(spanWords(ms)).toBe(words);
  });

  it('is how far a view is behind, and that nobody could count', () => {
    expect(behindWords({ events: 0 }, NOW)).toBe('Level');
    expect(behindWords({ events: 1204, since: ago(12_000) }, NOW)).toBe('1,204 events, 12 seconds');
    expect(behindWords({ events: 10_000, since: ago(90_000) }, NOW)).toBe('10,000 events or more, 1 minute');
    expect(behindWords(undefined, NOW)).toBe('Not known');
  });

  it('is that intake stands where little waits, but for long', () => {
    const silence = { state: 'LIVELY', last: ago(1000), silentHours: 0, limitHours: 48 } as const;
    const heard: HeardAgency = { agency: POLICE, silence, heard: heardOn(0, 1, 2, 3, 4) };
    const part = (waiting: number, late: readonly number[], since?: Date) =>
      feedPart(
        {
          heard: { known: true, value: [heard] },
          lag: { known: true, value: new Map([[POLICE, waiting]]) },
          oldest: { known: true, value: since && new Map([[POLICE, since]]) },
          late: { known: true, value: new Map([[POLICE, late]]) },
        },
        () => 'Police',
        NOW,
      );
    const standing = part(1, [0], ago(2 * 86_400_000));
    expect(standing.rows[0]).toMatchObject({ tag: { text: 'Slow' }, waiting: '1, the oldest for 2 days' });
    expect(standing.alerts).toEqual([
      { text: '1 agency waits for intake', href: '#feed', runbook: 'ThroughlineEventsLate' },
    ]);
    expect(part(1, [], ago(599_000)).alerts).toEqual([]);
    // Asked apart: what was the oldest may have been taken meanwhile.
    expect(part(0, [0], ago(2 * 86_400_000)).alerts).toEqual([]);
    // Kafka tells no more than where something waits for long, of partitions that otherwise flow.
    expect(part(1_204, [2]).rows[0]).toMatchObject({
      tag: { text: 'Slow' },
      waiting: '1,204, in partition 2 for more than ten minutes',
    });
    expect(part(7, [0, 2]).rows[0]?.waiting).toBe('7, in partitions 0, 2 for more than ten minutes');
    expect(part(7, []).rows[0]).toMatchObject({ tag: { text: 'Live' }, waiting: '7' });
  });

  it.each(['NEVER_HEARD', 'QUIET'] as const)(
    'is never that an agency sends nothing while its events wait: %s',
    (state) => {
      const heard = { heard: heardOn(0, 1, 2, 3, 4) };
      const silence = { state, last: ago(3 * 86_400_000), silentHours: 72, limitHours: 48 };
      const part = (waiting: number) =>
        feedPart(
          {
            heard: { known: true, value: [{ agency: POLICE, silence, ...heard }] },
            lag: { known: true, value: new Map([[POLICE, waiting]]) },
            oldest: { known: true, value: undefined },
            late: { known: true, value: new Map() },
          },
          () => 'Police',
          NOW,
        );
      expect(part(0).rows[0]?.words).toMatch(/^Has not sent anything|^No events for 3 days/);
      expect(part(3).rows[0]?.words).toBe('');
      expect(part(3).alerts).toEqual([]);
      expect(part(501).rows[0]).toMatchObject({ tag: { text: 'Slow' }, words: '' });
    },
  );

  it('is that an agency is slow where more waits than intake takes at once, not while it takes it', () => {
    const silence = { state: 'LIVELY', last: ago(1000), silentHours: 0, limitHours: 48 } as const;
    const heard: HeardAgency = { agency: POLICE, silence, heard: heardOn(0, 1, 2, 3, 4) };
    const part = (waiting: number, since?: Date) =>
      feedPart(
        {
          heard: { known: true, value: [heard] },
          lag: { known: true, value: new Map([[POLICE, waiting]]) },
          oldest: { known: true, value: since && new Map([[POLICE, since]]) },
          late: { known: true, value: new Map() },
        },
        () => 'Police',
        NOW,
      );
    expect(part(2, ago(180_000)).rows[0]?.waiting).toBe('2, the oldest for 3 minutes');
    expect(part(0, ago(180_000)).rows[0]?.waiting).toBe('0');
    expect(part(500).rows[0]).toMatchObject({ tag: { text: 'Live' }, waiting: '500' });
    expect(part(501).rows[0]).toMatchObject({ tag: { text: 'Slow' }, waiting: '501' });
    expect([part(500).alerts, part(501).alerts.map(({ text }) => text)]).toEqual([
      [],
      ['1 agency waits for intake'],
    ]);
  });

  it('is first how many things need attention, of parts that each may be unknown', async () => {
    const away = await asked(
      () => Promise.reject(new Error('Child-1 is quoted here')),
      () => undefined,
    );
    const overview: Overview = {
      ...{ heard: away, lag: away, oldest: away, late: away, overtaken: away },
      ...{
        watched: away,
        behind: away,
        rebuilds: away,
        parked: away,
        setAside: away,
        refused: away,
        contentAsked: away,
        untold: away,
      },
    };
    const page = operationsPage(overview, { views: [], nameOf: (code) => code, now: NOW, asked: false });
    expect(page.attention).toBe('8 things need attention:');
    expect(JSON.stringify(page)).toContain('(OPERATIONS.NOT_READ)');
    expect(JSON.stringify(page)).not.toContain('Child-1');
  });

  it('is that a part is not known where it does not answer in time', async () => {
    const codes: string[] = [];
    const never = await asked(
      () => new Promise<never>(() => undefined),
      (code) => codes.push(code),
      10,
    );
    expect(never).toEqual({ known: false, why: 'OPERATIONS.TOO_SLOW' });
    expect(codes).toEqual(['OPERATIONS.TOO_SLOW']);
  });
});
