import { isThroughlineError } from '#platform';
import { withoutAccount } from '../production/address.js';
import type { Hooks } from '../production/question.js';
import { countOf, questionsFor, runConformance } from '../run-conformance.js';
import { commandHook } from './command-hook.js';
import { HELP, readOptions, type CliOptions } from './options.js';
import { Table } from './table.js';

const SAME = 0;
const NOT_ASKED = 1;
const DIFFERENT = 2;

const hooksOf = ({ restartCommand, leaderCommand }: CliOptions): Hooks => ({
  ...(restartCommand ? { restart: commandHook('--restart-command', restartCommand) } : {}),
  ...(leaderCommand ? { changeLeader: commandHook('--leader-command', leaderCommand) } : {}),
});

async function ask(options: CliOptions): Promise<number> {
  const { url, only, json } = options;
  const { recorded, production } = questionsFor({ only });
  const table = new Table(recorded.length + production.length);
  const show = (lines: readonly string[]) => (json ? console.error : console.log)(lines.join('\n'));
  if (recorded.length + production.length === 0) {
    console.error(`No question contains ${only.join(' or ')}.`);
    return NOT_ASKED;
  }
  for await (const row of runConformance(url, { only, hooks: hooksOf(options) })) show(table.add(row));
  show(table.end());
  if (json) console.log(JSON.stringify({ address: withoutAccount(url), rows: table.rows }, undefined, 2));
  return countOf(table.rows, 'differs') === 0 ? SAME : DIFFERENT;
}

async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2));
    if (!options.help) return await ask(options);
    console.log(HELP);
    return SAME;
  } catch (error) {
    console.error(isThroughlineError(error) ? `${error.message} (${error.code})` : String(error));
    return NOT_ASKED;
  }
}

process.exit(await main());
