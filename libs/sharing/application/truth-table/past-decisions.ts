import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { canonicalJson } from '#contracts';
import { conflict, projectPath } from '#platform';
import { decide } from '../../domain/decision/decide.js';
import type { Decision } from '../../domain/facts.js';
import type { RuleSet } from '../../domain/ruleset.js';
import { inputOf, rulesFor, type Given } from './given.js';
import { readTable } from './read-table.js';

/** What a version answered when it was recorded: the decision itself, or its digest where it would be long. */
export type PastDecision =
  { readonly given: Given; readonly decision: Decision } | { readonly given: Given; readonly digest: string };

const fileOf = (version: string): string =>
  projectPath(`libs/sharing/domain/past-decisions/${version}.jsonl`);

export const hasRecord = (version: string): boolean => existsSync(fileOf(version));

export const readRecord = (version: string): readonly PastDecision[] =>
  readFileSync(fileOf(version), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PastDecision);

export const decideAgain = (given: Given, ruleset: RuleSet): Decision =>
  decide(inputOf(given), rulesFor(given, ruleset));

export const digestOf = (decision: Decision): string =>
  createHash('sha256').update(canonicalJson(decision)).digest('base64url');

/** Records what a version answers to the truth table of today. Throws `RULESET.RECORDED`: once, and never again. */
export function record(ruleset: RuleSet): number {
  if (hasRecord(ruleset.version))
    throw conflict('RULESET.RECORDED', `What rule set ${ruleset.version} answers is recorded already.`);
  const lines = readTable()
    .flatMap(({ cases }) => cases)
    .map(({ given = {} }) => JSON.stringify({ given, digest: digestOf(decideAgain(given, ruleset)) }));
  writeFileSync(fileOf(ruleset.version), `${lines.join('\n')}\n`);
  return lines.length;
}
