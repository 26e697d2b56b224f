import { understood, wrongArgument } from '#platform/arguments';

export interface CliOptions {
  readonly help: boolean;
  readonly verifyOnly: boolean;
  readonly from: string;
  readonly to: string;
  readonly checkpointFile: string;
}

export const CHECKPOINT_FILE = 'migrate-store.checkpoint.json';

export const HELP = `Copies every stream of one event store to another, and compares both at the end.

Usage: npm run migrate-store -- FROM TO [options]

  FROM, TO         addresses, for example esdb://127.0.0.1:2113?tls=false
  --resume FILE    where the progress of the copy is kept; a copy that finds its own file there goes on
                   from it (default ${CHECKPOINT_FILE} in the working folder)
  --verify-only    compare the two and write nothing
  --help           show this text

Stop every writer of FROM first. Event ids, types, revisions, data and metadata are kept byte for byte;
positions and times of creation are given by TO. Ctrl-C stops after the batch in hand; the same command
goes on. Streams whose names begin with $ stay behind, except the metadata of the streams copied.

Ends with 0 when both sides hold the same, 2 when they differ, 130 when it was interrupted, else 1.`;

/** As an address of the hub's settings may begin. */
const isAddress = (url: string): boolean => /^(esdb|eventstoredb|kurrentdb)(\+discover)?:\/\//.test(url);

/** Throws `PROGRAM.ARGUMENT` with one sentence about the first argument that cannot be understood. */
export function readOptions(args: readonly string[]): CliOptions {
  const options = { 'verify-only': { type: 'boolean' }, resume: { type: 'string' } } as const;
  const { values, positionals } = understood(args, { options, words: 2 });
  const { help = false, resume = CHECKPOINT_FILE, 'verify-only': verifyOnly = false } = values;
  const [from = '', to = ''] = positionals;
  const isRight = positionals.length === 2 && positionals.every(isAddress);
  if (!help && !isRight) throw wrongArgument('Name two addresses that begin with esdb://, FROM and TO');
  return { help, verifyOnly, from, to, checkpointFile: resume };
}
