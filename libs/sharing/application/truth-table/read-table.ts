import { readdirSync, readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import type { ShareCase } from './given.js';

const FOLDER = projectPath('libs/sharing/domain/cases');
const CLAUSES = projectPath('libs/sharing/domain/clauses.json');

/** What the rules promise, each in a sentence that its cases bear out. */
export interface Clause {
  readonly id: string;
  readonly part: string;
  readonly text: string;
}

export interface Sheet {
  /** For example `Immediate danger` of `2-immediate-danger.json`. */
  readonly title: string;
  readonly cases: readonly ShareCase[];
}

/** The truth table, sheet by sheet in the order of their numbers. */
export const readTable = (): readonly Sheet[] =>
  readdirSync(FOLDER)
    .sort((one, other) => parseInt(one, 10) - parseInt(other, 10))
    .map((file) => ({
      title: titleOf(file),
      cases: JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as readonly ShareCase[],
    }));

export const readClauses = (): readonly Clause[] =>
  JSON.parse(readFileSync(CLAUSES, 'utf8')) as readonly Clause[];

function titleOf(file: string): string {
  const words = file.replace(/^\d+-|\.json$/g, '').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
