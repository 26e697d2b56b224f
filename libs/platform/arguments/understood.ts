import { parseArgs, type ParseArgsConfig } from 'node:util';
import { invalid } from '../errors/errors.js';

export type Options = NonNullable<ParseArgsConfig['options']>;

export interface Taken<T extends Options> {
  readonly options?: T;
  /** How many words beside the options it takes at most. Default none. */
  readonly words?: number;
}

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

/** What a program was given, whether it asked for help among it. Throws `PROGRAM.ARGUMENT` about the first that is not known. */
export function understood<T extends Options = Record<never, never>>(
  args: readonly string[],
  { options, words = 0 }: Taken<T> = {},
) {
  const given = parsed(args, { ...(options ?? ({} as T)), ...HELP }, words > 0);
  const extra = given.positionals[words];
  if (extra !== undefined) throw wrongArgument(`Unexpected argument '${extra}'`);
  return given;
}

function parsed<T extends Options>(args: readonly string[], options: T, allowPositionals: boolean) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    throw wrongArgument((error as Error).message.split(/[.,] /)[0] ?? 'An argument cannot be understood');
  }
}

/** `PROGRAM.ARGUMENT`, with what is wrong and where to read on. */
export const wrongArgument = (sentence: string): Error =>
  invalid('PROGRAM.ARGUMENT', `${sentence}; see --help.`);

const MOST = 999_999_999;

/** From 1 unless said otherwise. Throws `PROGRAM.ARGUMENT`. */
export function wholeNumber(name: string, text: string, { from = 1, to = MOST } = {}): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (number >= from && number <= to) return number;
  throw wrongArgument(`${name} is a whole number from ${from}${to === MOST ? '' : ` to ${to}`}`);
}
