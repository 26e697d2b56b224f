import { parseArgs } from 'node:util';
import { invalid, type Uuid } from '#platform';

export const USAGE = `Shows which families wait because the hub could not take an event of theirs.

  npm run parked
  npm run parked -- --retry [<id>]

  --retry      tries them again now, after the fault was mended: all, or those under one id of the list
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

/** Throws `INTAKE.ARGUMENT` with one sentence. */
export function readArguments(argv: readonly string[]): ParkedArguments {
  const { values, positionals } = parsed(argv);
  const { retry = false, help = false, data } = values;
  const [family, ...more] = positionals;
  if (family !== undefined && (!retry || more.length > 0 || !UUID.test(family)))
    throw refused('Only --retry takes an id, and one of the list.');
  return { retry, family: family as Uuid | undefined, help, data };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { retry: { type: 'boolean' }, help: { type: 'boolean' }, data: { type: 'string' } },
    });
  } catch (error) {
    throw refused((error as Error).message);
  }
}

const refused = (sentence: string) => invalid('INTAKE.ARGUMENT', `${sentence}\n\n${USAGE}`);
