import { parseArgs, type ParseArgsConfig } from 'node:util';
import { invalid } from '#platform';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The options given. Throws `ADMIN.ARGUMENT` with one sentence about the first that cannot be understood. */
export function readOptions<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw wrong(`${(error as Error).message.split('. ')[0] ?? 'An option cannot be understood'}`);
  }
}

export const wrong = (sentence: string) => invalid('ADMIN.ARGUMENT', `${sentence}; see --help.`);

/** A whole number of at least 1, or undefined where the option is not given. */
export function countOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw wrong(`--${name} is a whole number from 1`);
  return Number(text);
}
