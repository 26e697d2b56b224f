import { progressDisplay } from './progress-display.js';
import { readArguments } from './arguments.js';

const TODAY = '2026-11-23';

describe('The command line of the simulator', () => {
  it('shows help when asked, whatever else is missing', () => {
    expect(readArguments(['--help'], TODAY)).toBe('help');
  });

  it.each([
    ['a missing address', ['--credentials', 'x.json']],
    [
      'a file of credentials that is not there',
      ['--url', 'http://127.0.0.1:1', '--credentials', '/no/such.json'],
    ],
    ['a word it does not know', ['--speed', '3']],
    [
      'a number that is none',
      ['--url', 'http://127.0.0.1:1', '--credentials', 'package.json', '--families', 'many'],
    ],
  ])('names %s', (_what, argv) => {
    const read = async () => readArguments(argv, TODAY);
    return expect(read()).rejects.toMatchObject({ code: 'PROGRAM.ARGUMENT' });
  });

  it('ends the eighteen months today where nothing else is said', () => {
    const argv = ['--url', 'http://127.0.0.1:1', '--credentials', 'package.json', '--rate', '50'];
    expect(readArguments(argv, TODAY)).toMatchObject({ endOn: TODAY, families: 400, seed: 7, rate: 50 });
  });

  it('tells progress in lines, one for each tenth, where there is no terminal', () => {
    const lines: string[] = [];
    const display = progressDisplay(false, (line) => lines.push(line));
    for (const sent of [1, 5, 6, 100]) display.show({ sent, total: 100, accepted: sent, refused: 0 });
    display.end();
    expect(lines).toEqual(['0% (1 of 100 events)\n', '100% (100 of 100 events)\n']);
  });
});
