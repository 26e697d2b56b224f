import { understood } from '#platform/arguments';

export const USAGE = `Builds views again from the event store, beside the live ones, and swaps them in.

  npm run rebuild -- <projection> [<projection> ...]
  npm run rebuild -- --all

  --all        every projection
  --data DIR   data folder of the running hub (data)
  --help       this text

A running hub goes on meanwhile. Without one, DATABASE_URL and EVENTSTORE_URL say where the engines are.
`;

export interface RebuildArguments {
  readonly names: readonly string[];
  readonly all: boolean;
  readonly help: boolean;
  readonly data: string | undefined;
}

/** Throws `PROGRAM.ARGUMENT` with one sentence. */
export function readArguments(argv: readonly string[]): RebuildArguments {
  const options = { all: { type: 'boolean' }, data: { type: 'string' } } as const;
  const { values, positionals } = understood(argv, { options, words: Infinity });
  const { all = false, help = false, data } = values;
  return { names: positionals, all, help, data };
}
