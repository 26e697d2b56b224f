import { understood, wholeNumber, type Options, type Taken } from './understood.js';

interface Command<T extends Options> extends Taken<T> {
  /** What it does and takes, told for `--help`. */
  readonly usage: string;
}

/**
 * What a program was given. Undefined where there is nothing to do: its usage was asked for and told, or it was given what it
 * does not know, which is said in one sentence with exit code 1.
 */
export function argumentsOf<T extends Options = Record<never, never>>(
  { usage, ...taken }: Command<T>,
  args: readonly string[] = process.argv.slice(2),
) {
  if (args.includes('--help')) return void process.stdout.write(`${usage.trimEnd()}\n`);
  return orRefuse(() => understood(args, taken));
}

/** A whole number of at least 1; otherwise as for what is not known. */
export const countOf = (name: string, text: string): number | undefined =>
  orRefuse(() => wholeNumber(name, text));

function orRefuse<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
    return undefined;
  }
}
