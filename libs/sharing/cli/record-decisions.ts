import { isThroughlineError } from '#platform';
import { argumentsOf } from '#platform/arguments';
import { findRuleset } from '../adapters/files/rulesets.js';
import { record } from '../application/truth-table/past-decisions.js';

const USAGE = `Fixes what a signed version of the sharing rules answers, so that no later code answers otherwise.

  npm run sharing:record -- 2026-12.1
`;

function recordDecisions(version: string): void {
  const ruleset = findRuleset(version);
  if (!ruleset) return fail('Name a version that is signed off, for example 2026-12.1.');
  try {
    console.log(`${record(ruleset)} decisions recorded under ${version}`);
  } catch (error) {
    fail(isThroughlineError(error) ? error.message : 'The decisions could not be recorded.');
  }
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

const given = argumentsOf({ usage: USAGE, words: 1 });
if (given) recordDecisions(given.positionals[0] ?? '');
