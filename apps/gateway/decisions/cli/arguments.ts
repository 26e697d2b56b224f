import { understood, wholeNumber, wrongArgument } from '#platform/arguments';

export const USAGE = `Checks sharing rule sets, and shows what a proposed one would change before anybody signs it.

  npm run ruleset -- check FILE
  npm run ruleset -- diff A B
  npm run ruleset -- cases

check    the shape of a rule set, its conditions and reasons, its signatures, and every case of the truth table
diff     what B answers otherwise than A, over the truth table and over the past items of the running hub
cases    the truth table as JSON, each case as POST /v1/decisions/try takes it

A rule set is named by its version (2026-11.2) or by a file (proposed.json), which nobody need have signed.

  --cases-only  diff over the truth table alone; needs no hub
  --now TIME    diff as if it were this moment (ISO date-time); now where absent
  --limit N     changes listed of each kind of question (50); all are counted
  --json        the result as JSON
  --signed      check: not signed by two people counts as a fault
  --data DIR    data folder of the running hub (data)
  --help        this text

Exit code: 0 nothing is wrong or changes, 1 something is wrong or changes, 2 it could not be done.
Without a running hub here, DATABASE_URL says where the past items are, and AGENCIES_FILE who receives.
Past items are shown by id, recipient and row; no person, no content. Nothing is stored and nobody is told.
`;

export interface RulesetArguments {
  readonly command: 'check' | 'diff' | 'cases' | 'help';
  readonly names: readonly string[];
  readonly casesOnly: boolean;
  readonly now: string | undefined;
  readonly limit: number;
  readonly json: boolean;
  readonly signed: boolean;
  readonly data: string | undefined;
}

const NAMES = { check: 1, diff: 2, cases: 0, help: 0 } as const;

const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
const OPTIONS = {
  ...{ 'cases-only': flag, json: flag, signed: flag },
  ...{ now: text, limit: text, data: text },
};

/** Throws `PROGRAM.ARGUMENT` with one sentence. */
export function readArguments(argv: readonly string[]): RulesetArguments {
  const { values, positionals } = understood(argv, { options: OPTIONS, words: Infinity });
  const [word = 'help', ...names] = positionals;
  const command = values.help === true ? 'help' : commandOf(word);
  if (command !== 'help' && names.length !== NAMES[command])
    throw wrongArgument(`${command} takes ${NAMES[command]} of them, and ${names.length} are given`);
  const limit = wholeNumber('--limit', values.limit ?? '50', { from: 0 });
  if (values.now !== undefined && Number.isNaN(Date.parse(values.now)))
    throw wrongArgument('--now cannot be read');
  return {
    command,
    names,
    casesOnly: values['cases-only'] ?? false,
    now: values.now,
    limit,
    json: values.json ?? false,
    signed: values.signed ?? false,
    data: values.data,
  };
}

function commandOf(word: string): RulesetArguments['command'] {
  if (word in NAMES) return word as RulesetArguments['command'];
  throw wrongArgument(`There is no command "${word.slice(0, 40)}"`);
}
