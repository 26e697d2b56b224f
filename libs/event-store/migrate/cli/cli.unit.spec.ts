import type { Verification } from '../verify.js';
import { CHECKPOINT_FILE, readOptions } from './options.js';
import { isEqual, reportOf } from './report.js';

const FROM = 'esdb://127.0.0.1:2113?tls=false';
const TO = 'esdb+discover://cluster:2113';

const side = { streams: 2, events: 5, kinds: new Map([['item', 5]]), digest: 'ab12' };
const equal: Verification = {
  source: side,
  target: side,
  differences: [],
  writtenSince: 0,
  sourceUnchanged: true,
};

describe('the arguments of the copy', () => {
  it('are two addresses, and a checkpoint file in the working folder unless another is named', () => {
    const usual = { from: FROM, to: TO, verifyOnly: false, help: false };
    expect(readOptions([FROM, TO])).toEqual({ ...usual, checkpointFile: CHECKPOINT_FILE });
    expect(readOptions([FROM, TO, '--resume', 'x.json'])).toEqual({ ...usual, checkpointFile: 'x.json' });
    expect(readOptions([FROM, TO, '--verify-only']).verifyOnly).toBe(true);
  });

  it('may begin as the setting of a hub may', () => {
    const to = TO.replace('esdb', 'kurrentdb');
    expect(readOptions([FROM.replace('esdb', 'eventstoredb'), to])).toMatchObject({ to });
  });

  it('may be none when help is asked for', () => {
    expect(readOptions(['--help']).help).toBe(true);
  });

  it.each([
    [[]],
    [[FROM]],
    [[FROM, TO, TO]],
    [[FROM, 'postgres://x']],
    [[FROM, TO, '--fast']],
    [[FROM, TO, '--resume']],
  ])('are refused in one sentence: %j', (args: string[]) => {
    expect(() => readOptions(args)).toThrow(/^[^.]+; see --help\.$|^Name two addresses/);
  });
});

describe('the report of the copy', () => {
  it('shows counts and digest of both sides', () => {
    expect(reportOf(equal).split('\n')).toEqual([
      'Source: 5 events in 2 streams, SHA-256 ab12',
      '  item: 5',
      'Target: 5 events in 2 streams, SHA-256 ab12',
      '  item: 5',
      'Both hold the same.',
    ]);
  });

  it('names the first ten streams that differ and counts the rest', () => {
    const differences = Array.from({ length: 12 }, (_, i) => ({
      stream: `item-${i}`,
      inSource: 2,
      inTarget: 1,
    }));
    const report = reportOf({ ...equal, differences });
    expect(report).toContain('12 streams differ:\n  item-0: 2 in the source, 1 in the target');
    expect(report).toContain('and 2 more');
    expect(report).not.toContain('item-10');
  });

  it('does not call a copy equal while the source is being written', () => {
    expect(isEqual({ ...equal, writtenSince: 3 })).toBe(false);
    expect(reportOf({ ...equal, writtenSince: 3 })).toContain(
      'stop all writers and run the same command again',
    );
  });

  it('does not call a copy equal when the source has changed under it', () => {
    expect(reportOf({ ...equal, sourceUnchanged: false })).toContain('begin again with an empty target');
  });
});
