import { isThroughlineError } from '#platform';
import { readReplayOptions } from './replay-options.js';
import { isAllGone, NOTHING, replayTable, withMore } from './replay-report.js';

const complaint = (...args: readonly string[]): string => {
  try {
    readReplayOptions(args);
    return 'none';
  } catch (error) {
    return isThroughlineError(error) ? `${error.code} ${error.message}` : String(error);
  }
};

describe('The options of a replay', () => {
  it('say which refusals, how many, and whether anything is put back', () => {
    const args = ['--code', 'SCHEMA.NOT_IN_LIST', '--agency', 'urn:agency:ods:RZZ', '--since', '2026-11-01'];
    expect(readReplayOptions([...args, '--limit', '50', '--dry-run', '--again'])).toEqual({
      ...{ help: false, dryRun: true, again: true, data: undefined, limit: 50 },
      filter: { code: 'SCHEMA.NOT_IN_LIST', agency: 'urn:agency:ods:RZZ', since: new Date('2026-11-01') },
    });
  });

  it.each([
    [[], '--code is the reason of a refusal, for example SCHEMA.NOT_IN_LIST'],
    [['--code', 'oops'], '--code is the reason of a refusal, for example SCHEMA.NOT_IN_LIST'],
    [
      ['--code', 'A.B', '--agency', 'RZZ'],
      '--agency is the id of an agency, for example urn:agency:ods:G7H8J',
    ],
    [['--code', 'A.B', '--since', 'Monday'], '--since is a date, for example 2026-11-01'],
    [['--code', 'A.B', '--limit', '-1'], "Option '--limit' argument is ambiguous"],
    [['--code', 'A.B', '--force'], "Unknown option '--force'"],
  ])('are complained of in one sentence: %j', (args, sentence) => {
    expect(complaint(...args)).toContain(`PROGRAM.ARGUMENT ${sentence}`);
    expect(complaint(...args)).toMatch(/; see --help\.$/);
  });

  it('may be no more than a cry for help', () => {
    expect(readReplayOptions(['--help']).help).toBe(true);
  });
});

describe('The table of a replay', () => {
  it('knows where nothing at all could be read', () => {
    expect(isAllGone(withMore(NOTHING, [{ as: 'gone' }, { as: 'gone' }]))).toBe(true);
    expect(isAllGone(withMore(NOTHING, [{ as: 'gone' }, { as: 'decided' }]))).toBe(false);
    expect(isAllGone(NOTHING)).toBe(false);
  });

  it('counts what is still refused by code, the most frequent first', () => {
    const report = withMore(withMore(NOTHING, [{ as: 'refused', code: 'A.ONE' }, { as: 'gone' }]), [
      { as: 'refused', code: 'B.TWO' },
      { as: 'refused', code: 'B.TWO' },
      { as: 'decided' },
    ]);
    expect(
      replayTable(report, false)
        .split('\n')
        .map((line) => line.trimEnd().replace(/ {2,}(?=\d)/, ': ')),
    ).toEqual([
      'Refused deliveries looked at: 5',
      'Mended and put back: 0',
      'Still refused: 3',
      '  B.TWO: 2',
      '  A.ONE: 1',
      'Left: has an outcome since: 1',
      'Left: was delivered again since: 0',
      'Left: was put back before and refused again: 0',
      'Content gone from the feed: 1',
    ]);
  });
});
