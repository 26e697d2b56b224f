import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

interface Command<T extends Options> {
  /** What it does and takes, told for `--help`. */
  readonly usage: string;
  readonly options?: T;
  /** How many words beside the options it takes at most. Default none. */
  readonly words?: number;
}

/**
 * What a program was given. Undefined where there is nothing to do: its usage was asked for and told, or it was given what it
 * does not know, which is said in one sentence with exit code 1.
 */
export function argumentsOf<T extends Options = Record<never, never>>(
  { usage, options, words = 0 }: Command<T>,
  args: readonly string[] = process.argv.slice(2),
) {
  if (args.includes('--help')) return void process.stdout.write(`${usage.trimEnd()}\n`);
  try {
    const given = parseArgs({ args: [...args], options: options ?? ({} as T), allowPositionals: words > 0 });
    const extra = given.positionals[words];
    if (extra === undefined) return given;
    return refuse(`Unexpected argument '${extra}'`);
  } catch (error) {
    return refuse((error as Error).message.split(/[.,] /)[0] ?? 'An argument cannot be understood');
  }
}

/** A whole number of at least 1; otherwise as for what is not known. */
export function countOf(name: string, text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : refuse(`${name} is a whole number from 1`);
}

function refuse(sentence: string): undefined {
  process.stderr.write(`${sentence}; see --help.\n`);
  process.exitCode = 1;
}
