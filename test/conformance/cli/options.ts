import { understood, wrongArgument } from '#platform/arguments';

export interface CliOptions {
  readonly help: boolean;
  readonly json: boolean;
  readonly url: string;
  readonly only: readonly string[];
  readonly restartCommand: string | undefined;
  readonly leaderCommand: string | undefined;
}

export const HELP = `Asks an event store what EventStoreDB 23.10.6 was asked, and whether the hub's client comes through what a
server in production does; shows where it answers otherwise.

Usage: npm run conformance -- URL [options]

  URL                      for example esdb://127.0.0.1:2113?tls=false, or with account, nodes and authority
                           esdb://USER:PASSWORD@NODE1:2113,NODE2:2113,NODE3:2113?tlsCaFile=ca.pem
  --only TEXT              only questions that contain TEXT; may be given several times
  --restart-command CMD    a command that restarts the server, or its nodes one after the other
  --leader-command CMD     a command that has another node lead
  --json                   one JSON document on standard output, the table on standard error
  --help                   show this text

It writes some 65 MB to streams of its own (conf-...) and leaves them there: ask a server that holds nothing
you need. A question that cannot be asked is shown with its reason and counts neither way. The commands are
run by the shell while events are written and followed; they return when the server is coming back.

Ends with 0 when nothing differs, 2 when something does, 1 when the server could not be asked.`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  only: { type: 'string', multiple: true, default: [] as string[] },
  'restart-command': { type: 'string' },
  'leader-command': { type: 'string' },
} as const;

/** Takes an address as the hub's settings do. Throws `PROGRAM.ARGUMENT` with one sentence about the first that cannot be understood. */
export function readOptions(args: readonly string[]): CliOptions {
  const { values, positionals } = understood(args, { options: OPTIONS, words: 1 });
  const { help = false } = values;
  const [url = ''] = positionals;
  if (!help && (positionals.length !== 1 || !url.includes('://')))
    throw wrongArgument('Name one address, for example esdb://127.0.0.1:2113?tls=false');
  return {
    help,
    json: values.json,
    url: url.replace(/^(eventstoredb|kurrentdb)(?=[+:])/, 'esdb'),
    only: values.only,
    restartCommand: values['restart-command'],
    leaderCommand: values['leader-command'],
  };
}
