import { readArguments, USAGE } from './arguments.js';

describe('The arguments of the rule set tool', () => {
  it('name two rule sets to compare', () => {
    expect(readArguments(['diff', '2026-11.1', 'proposed.json', '--limit', '5', '--json'])).toMatchObject({
      ...{ command: 'diff', names: ['2026-11.1', 'proposed.json'], limit: 5, json: true, casesOnly: false },
    });
  });

  it('may be none, or ask for help beside anything', () => {
    expect(readArguments([]).command).toBe('help');
    expect(readArguments(['diff', '--help']).command).toBe('help');
  });

  it.each([
    ['an unknown command', ['sign', 'x.json']],
    ['one rule set to compare with nothing', ['diff', '2026-11.1']],
    ['two to check', ['check', 'a.json', 'b.json']],
    ['an unknown option', ['check', 'a.json', '--force']],
    ['a limit that is no number', ['diff', 'a', 'b', '--limit', 'all']],
    ['a time that cannot be read', ['diff', 'a', 'b', '--now', 'soon']],
  ])('are refused with a sentence: %s', (_, argv) => {
    expect(() => readArguments(argv)).toThrow(/; see --help\.$/);
  });

  it('are explained, exit codes included', () => {
    for (const word of ['check FILE', 'diff A B', '--cases-only', 'Exit code']) expect(USAGE).toContain(word);
  });
});
