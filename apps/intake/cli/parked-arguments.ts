import type { Uuid } from '#platform';
import { understood, wrongArgument } from '#platform/arguments';

export const USAGE = `Shows which families wait because the hub could not take an event of theirs, and how many items it could not decide again.

  npm run parked
  npm run parked -- --retry [<id>]

  --retry      tries them again now, after the fault was mended: all, or the family under one id of the list
  --data DIR   data folder of the running hub (data)
  --help       this text

Ids tell nothing of a person. Without a hub on this machine, DATABASE_URL and EVENTSTORE_URL say where the engines are.
`;

export interface ParkedArguments {
  readonly retry: boolean;
  readonly family: Uuid | undefined;
  readonly help: boolean;
  readonly data: string | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Throws `PROGRAM.ARGUMENT` with one sentence. */
export function readArguments(argv: readonly string[]): ParkedArguments {
  const options = { retry: { type: 'boolean' }, data: { type: 'string' } } as const;
  const { values, positionals } = understood(argv, { options, words: 1 });
  const { retry = false, help = false, data } = values;
  const [family] = positionals;
  if (family !== undefined && (!retry || !UUID.test(family)))
    throw wrongArgument('Only --retry takes an id, and one of the list');
  return { retry, family: family as Uuid | undefined, help, data };
}
