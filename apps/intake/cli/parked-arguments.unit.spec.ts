import { isThroughlineError } from '#platform';
import { readArguments } from './parked-arguments.js';

const ID = '0b0e7a52-6d6c-5a0e-9d3b-3f6c1f6f5b11';

describe('the arguments of the list of what is parked', () => {
  it('lists where nothing is asked', () => {
    expect(readArguments([])).toEqual({ retry: false, family: undefined, help: false, data: undefined });
  });

  it('tries all again, or those under one id', () => {
    expect(readArguments(['--retry'])).toMatchObject({ retry: true, family: undefined });
    expect(readArguments(['--retry', ID])).toMatchObject({ retry: true, family: ID });
  });

  it.each([[['--retri']], [[ID]], [['--retry', 'Smith']], [['--retry', ID, ID]]])('refuses %j', (argv) => {
    const refused = () => {
      try {
        return readArguments(argv);
      } catch (error) {
        return isThroughlineError(error) && error.code;
      }
    };
    expect(refused()).toBe('PROGRAM.ARGUMENT');
  });
});
