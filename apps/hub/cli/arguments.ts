import { parseArgs, type ParseArgsConfig } from 'node:util';
import { invalid } from '#platform';

export interface Arguments {
  readonly help: boolean;
  /** Load the demonstration county where it is not loaded yet. */
  readonly demo: boolean;
  readonly port?: string;
  readonly data?: string;
  readonly families: number;
  readonly seed: number;
}

export const USAGE = `Throughline: shares what agencies lawfully may, and shows one journey of each family.

  npm start                      start; the first time, load the demonstration county of Northshire
  npm start -- --no-demo         start without loading it
  npm start -- --port 8080       listen on another port of 127.0.0.1 (default 3000)
  npm start -- --data FOLDER     keep databases, keys and demonstration files elsewhere (default data)
  npm start -- --families 50     size of the county, first load only (default 400)
  npm start -- --seed 7          another county of the same kind, first load only (default 1)
  npm start -- --help            this text

Every other setting is an environment variable or a line of .env; see .env.example.
`;

export const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  'no-demo': { type: 'boolean' },
  port: { type: 'string' },
  data: { type: 'string' },
  families: { type: 'string' },
  seed: { type: 'string' },
} as const;

/** Throws `HUB.BAD_ARGUMENT` with one sentence. */
export const readArguments = (given: readonly string[]): Arguments =>
  readValues(parse(given, OPTIONS, 'npm start'));

type Values = Partial<Record<'port' | 'data' | 'families' | 'seed', string>> &
  Partial<Record<'help' | 'no-demo', boolean>>;

export const readValues = (values: Values): Arguments => ({
  help: values.help ?? false,
  demo: !(values['no-demo'] ?? false),
  ...(values.port === undefined ? {} : { port: values.port }),
  ...(values.data === undefined ? {} : { data: values.data }),
  families: whole('families', values.families ?? '400', { from: 1, to: 100_000 }),
  seed: whole('seed', values.seed ?? '1', { from: 0, to: 2 ** 31 }),
});

export function parse<const O extends NonNullable<ParseArgsConfig['options']>>(
  given: readonly string[],
  options: O,
  command: string,
) {
  try {
    return parseArgs({ args: [...given], options, strict: true }).values;
  } catch {
    throw invalid('HUB.BAD_ARGUMENT', `An argument is not known: ${command} -- --help lists them`);
  }
}

export function whole(name: string, text: string, { from, to }: { from: number; to: number }): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= from && number <= to) return number;
  throw invalid('HUB.BAD_ARGUMENT', `--${name} must be a whole number from ${from} to ${to}`);
}
