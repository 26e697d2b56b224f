import { understood, wholeNumber } from '#platform/arguments';

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
  'no-demo': { type: 'boolean' },
  port: { type: 'string' },
  data: { type: 'string' },
  families: { type: 'string' },
  seed: { type: 'string' },
} as const;

/** Throws `PROGRAM.ARGUMENT` with one sentence. */
export const readArguments = (given: readonly string[]): Arguments =>
  readValues(understood(given, { options: OPTIONS }).values);

type Values = Partial<Record<'port' | 'data' | 'families' | 'seed', string>> &
  Partial<Record<'help' | 'no-demo', boolean>>;

export const readValues = (values: Values): Arguments => ({
  help: values.help ?? false,
  demo: !(values['no-demo'] ?? false),
  ...(values.port === undefined ? {} : { port: values.port }),
  ...(values.data === undefined ? {} : { data: values.data }),
  families: wholeNumber('--families', values.families ?? '400', { from: 1, to: 100_000 }),
  seed: wholeNumber('--seed', values.seed ?? '1', { from: 0, to: 2 ** 31 }),
});
