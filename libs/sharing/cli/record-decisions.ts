import { isThroughlineError } from '#platform';
import { findRuleset } from '../adapters/files/rulesets.js';
import { record } from '../application/truth-table/past-decisions.js';

/** `npm run sharing:record -- 2026-12.1`: fixes what a signed version answers, so that no later code answers otherwise. */
const [version = ''] = process.argv.slice(2);
const ruleset = findRuleset(version);
try {
  if (ruleset) console.log(`${record(ruleset)} decisions recorded under ${version}`);
  else fail('Name a version that is signed off, for example 2026-12.1.');
} catch (error) {
  fail(isThroughlineError(error) ? error.message : 'The decisions could not be recorded.');
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
