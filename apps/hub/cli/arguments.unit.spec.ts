import { isThroughlineError } from '#platform';
import { readArguments, USAGE } from './arguments.js';

const codeOf = (given: readonly string[]): string | undefined => {
  try {
    readArguments(given);
    return undefined;
  } catch (error) {
    return isThroughlineError(error) ? error.code : 'other';
  }
};

describe('Arguments of npm start', () => {
  it('loads the demonstration county of 400 families unless told otherwise', () => {
    expect(readArguments([])).toEqual({ help: false, demo: true, families: 400, seed: 1 });
  });

  it('reads every argument', () => {
    const given = ['--no-demo', '--port', '8080', '--data', '/srv', '--families', '20', '--seed', '7'];
    expect(readArguments(given)).toEqual({
      help: false,
      demo: false,
      port: '8080',
      data: '/srv',
      families: 20,
      seed: 7,
    });
  });

  it.each([
    [['--familys', '3']],
    [['stray']],
    [['--families', '-1']],
    [['--seed', 'x']],
    [['--families', '1.5']],
  ])('refuses %j', (given) => {
    expect(codeOf(given)).toBe('PROGRAM.ARGUMENT');
  });

  it('tells of every argument in its help', () => {
    for (const name of ['--no-demo', '--port', '--data', '--families', '--seed', '--help'])
      expect(USAGE).toContain(name);
  });
});
