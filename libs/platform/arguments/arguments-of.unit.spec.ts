import { jest } from '@jest/globals';
import { argumentsOf, countOf } from './arguments-of.js';
import { understood, wholeNumber } from './understood.js';

const command = {
  usage: 'Does nothing.\n\n  npm run nothing\n',
  options: { rate: { type: 'string', default: '5' } },
} as const;

describe('The arguments of a program', () => {
  let said: string[];
  beforeEach(() => {
    said = [];
    const note = (text: unknown) => (said.push(String(text)), true);
    jest.spyOn(process.stdout, 'write').mockImplementation(note);
    jest.spyOn(process.stderr, 'write').mockImplementation(note);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = 0;
  });

  it('are its options and words, with what holds where none is given', () => {
    expect(argumentsOf(command, [])?.values.rate).toBe('5');
    expect(argumentsOf({ ...command, words: 1 }, ['seven', '--rate', '9'])).toMatchObject({
      ...{ values: { rate: '9' }, positionals: ['seven'] },
    });
    expect(said).toEqual([]);
  });

  it('may ask how it is used, and then it does nothing', () => {
    expect(argumentsOf(command, ['--rate', '9', '--help'])).toBeUndefined();
    expect(said).toEqual([command.usage]);
    expect(process.exitCode ?? 0).toBe(0);
  });

  it.each([
    [['--nonsense'], "Unknown option '--nonsense'; see --help.\n"],
    [['word'], /^Unexpected argument 'word'[^\n]*; see --help\.\n$/],
    [['--rate'], /^Option '--rate <value>' argument missing; see --help\.\n$/],
  ])('that it does not know, %j, are refused in one sentence', (args, sentence) => {
    expect(argumentsOf(command, args)).toBeUndefined();
    expect(said).toEqual([typeof sentence === 'string' ? sentence : expect.stringMatching(sentence)]);
    expect(process.exitCode).toBe(1);
  });

  it('are whole numbers from 1 where they count', () => {
    expect(countOf('--rate', '12')).toBe(12);
    for (const text of ['0', '-1', '1.5', 'many', '']) expect(countOf('--rate', text)).toBeUndefined();
    expect(said[0]).toBe('--rate is a whole number from 1; see --help.\n');
  });
});

describe('What a program that ends in its own way was given', () => {
  const rate = { options: { rate: { type: 'string' } }, words: 1 } as const;

  it('is told as it is, a wish for help among it', () => {
    expect(understood(['seven', '--rate', '9'], rate)).toMatchObject({
      ...{ values: { rate: '9' }, positionals: ['seven'] },
    });
    for (const wish of ['--help', '-h']) expect(understood([wish], rate).values.help).toBe(true);
  });

  it.each([[['--nonsense']], [['one', 'two']], [['--rate']]])(
    'is refused where it is not known: %j',
    (args) => {
      expect(() => understood(args, rate)).toThrow(
        expect.objectContaining({ code: 'PROGRAM.ARGUMENT' }) as Error,
      );
    },
  );

  it('is a whole number within bounds', () => {
    expect(wholeNumber('--seed', '0', { from: 0 })).toBe(0);
    expect(wholeNumber('--seed', '9', { to: 9 })).toBe(9);
    expect(() => wholeNumber('--seed', '10', { to: 9 })).toThrow(
      '--seed is a whole number from 1 to 9; see --help.',
    );
  });
});
