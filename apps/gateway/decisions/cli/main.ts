import { resolve } from 'node:path';
import { isThroughlineError, systemClock } from '#platform';
import { loadSettings } from '#platform/config';
import { openPastQuestions } from '#governance';
import { createPool } from '#read-store';
import {
  checkRuleset,
  compareOnCases,
  createComparison,
  tableAsCases,
  type Comparison,
  type RuleSet,
} from '#sharing';
import { readArguments, USAGE, type RulesetArguments } from './arguments.js';
import { findDatabase, findDirectory } from './find-hub.js';
import { nameRuleset, readRuleset } from './name-ruleset.js';
import { tellCheck, tellComparison } from './tell.js';

/** Something is wrong or changes; it could not be done. */
const [DIFFERS, FAILED] = [1, 2] as const;

async function main(wanted: RulesetArguments): Promise<number> {
  switch (wanted.command) {
    case 'help':
      process.stdout.write(USAGE);
      return 0;
    case 'cases':
      process.stdout.write(`${JSON.stringify(tableAsCases(), null, 2)}\n`);
      return 0;
    case 'check':
      return check(wanted);
    case 'diff':
      return diff(wanted);
  }
}

async function check({ names: [name = ''], json, signed }: RulesetArguments): Promise<number> {
  const checked = checkRuleset(await readRuleset(name));
  const { ruleset, ...found } = checked;
  const told = json ? `${JSON.stringify({ version: ruleset?.version, ...found })}\n` : tellCheck(checked);
  process.stdout.write(told);
  const { faults, failing, unsigned } = checked;
  return faults.length + failing.length + (signed ? unsigned.length : 0) > 0 ? DIFFERS : 0;
}

async function diff(wanted: RulesetArguments): Promise<number> {
  const [before, after] = await Promise.all([
    nameRuleset(wanted.names[0] ?? ''),
    nameRuleset(wanted.names[1] ?? ''),
  ]);
  const past = wanted.casesOnly ? undefined : await comparePast(before, after, wanted);
  const onCases = compareOnCases(before, after);
  const cases = { ...onCases, changes: onCases.changes.slice(0, wanted.limit) };
  process.stdout.write(
    wanted.json
      ? `${JSON.stringify({ before: before.version, after: after.version, cases, ...past })}\n`
      : tellDiff(before, after, cases, past),
  );
  return cases.changed + (past?.items.changed ?? 0) > 0 ? DIFFERS : 0;
}

interface Past {
  readonly items: Comparison;
  /** Items left out, because nothing of their facts is kept. */
  readonly leftOut: number;
}

async function comparePast(before: RuleSet, after: RuleSet, wanted: RulesetArguments): Promise<Past> {
  const settings = loadSettings({ DATA_DIR: wanted.data === undefined ? undefined : resolve(wanted.data) });
  const pool = createPool(await findDatabase(settings), { max: 2 });
  try {
    const now = wanted.now === undefined ? systemClock() : new Date(wanted.now);
    const { recipients } = await findDirectory(settings);
    const questions = openPastQuestions(pool, recipients, now);
    const comparison = createComparison(before, after, wanted.limit);
    for await (const page of questions.all()) for (const question of page) comparison.add(question);
    return { items: comparison.result(), leftOut: await questions.countHeld() };
  } finally {
    await pool.end();
  }
}

function tellDiff(before: RuleSet, after: RuleSet, cases: Comparison, past: Past | undefined): string {
  const draft = after.signedOffBy.length === 0 ? ' (not signed)' : '';
  return [
    `Rule set ${before.version} beside ${after.version}${draft}\n`,
    tellComparison('Truth table', cases),
    past ? tellComparison('Past items, each for every recipient', past.items) : 'Past items: not asked\n',
    ...(past ? [`Left out: ${past.leftOut} withheld items, of which no facts are kept\n`] : []),
  ].join('\n');
}

try {
  process.exitCode = await main(readArguments(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = FAILED;
}

function sentenceOf(error: unknown): string {
  if (isThroughlineError(error)) return error.message;
  const code = (error as { code?: unknown } | null)?.code;
  return `It could not be done${typeof code === 'string' ? ` (${code})` : ''}; nothing was changed.`;
}
