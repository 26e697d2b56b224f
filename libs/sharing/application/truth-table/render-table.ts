import type { RuleSet } from '../../domain/ruleset.js';
import { answerTo } from './check-case.js';
import type { Given, ShareCase } from './given.js';
import type { Clause, Sheet } from './read-table.js';

interface Numbered {
  readonly number: number;
  readonly one: ShareCase;
}

/** The truth table as a page that a governance lead can read and sign: clauses with their cases, then every case. */
export function renderTable(sheets: readonly Sheet[], clauses: readonly Clause[], ruleset: RuleSet): string {
  let number = 0;
  const numbered = sheets.map(({ title, cases }) => ({
    title,
    cases: cases.map((one): Numbered => ({ number: (number += 1), one })),
  }));
  const all = numbered.flatMap(({ cases }) => cases);
  return [
    '# Sharing rules: every case and its answer',
    '',
    `Written by \`npm run sharing:write\` from \`libs/sharing/domain/cases\` and \`clauses.json\`; do not edit. ${all.length} cases under rule set ${ruleset.version}. How to read a decision stands in [sharing-rules.md](sharing-rules.md).`,
    '',
    USUAL,
    '',
    '## What is promised, and which cases bear it out',
    '',
    ...partsOf(clauses).flatMap((part) => clauseTable(part, clauses, all)),
    ...numbered.flatMap(({ title, cases }) => caseTable(title, cases, ruleset)),
  ].join('\n');
}

const USUAL = `The usual question, from which each case tells only what differs: a health item of personal data (class P) about a child of
ten, sent on a public task by a community health provider to the safeguarding hub (MASH) for screening, on 23 November 2026 at
10:00. A usual agreement is a parent's for the child (of anyone else: their own), for every purpose, team and category. A usual
judgement is of significant harm, complete, made three days ago. A usual override record is complete, for D3 and this item. A
usual order is a court's, and compels.`;

const partsOf = (clauses: readonly Clause[]): readonly string[] => [
  ...new Set(clauses.map(({ part }) => part)),
];

function clauseTable(part: string, clauses: readonly Clause[], all: readonly Numbered[]): readonly string[] {
  const rows = clauses
    .filter((clause) => clause.part === part)
    .map(({ id, text }) => {
      const cases = all.filter(({ one }) => one.about.includes(id)).map(({ number }) => number);
      return `| ${id} | ${cell(text)} | ${cases.join(', ')} |`;
    });
  return [`### ${part}`, '', '| Clause | It says | Cases |', '| --- | --- | --- |', ...rows, ''];
}

function caseTable(title: string, cases: readonly Numbered[], ruleset: RuleSet): readonly string[] {
  const rows = cases.map(
    ({ number, one }) =>
      `| ${number} | ${cell(one.name)} | ${cell(givenInWords(one.given))} | ${cell(answerInWords(one, ruleset))} |`,
  );
  return [
    `## ${title}`,
    '',
    '| No. | Case | Given besides the usual | Answer |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ];
}

function answerInWords(one: ShareCase, ruleset: RuleSet): string {
  const { outcome, row, modifiers, reasons, redact, fields, owes, alerts } = answerTo(one, ruleset);
  const settled = `${outcome} ${[row, ...modifiers].filter(Boolean).join(' ')}`.trim();
  return [
    `${settled}: ${reasons.join(', ')}`,
    ...(redact.length > 0 ? [`cut out: ${redact.join(', ')}`] : []),
    ...(fields ? [`fields: ${fields.join(', ')}`] : []),
    ...(owes ?? []).map(({ record, by }) => `owed: ${record} by ${by}`),
    ...(alerts ? [`told: ${alerts.join(', ')}`] : []),
  ].join('; ');
}

function givenInWords(given: Given = {}): string {
  const parts = Object.entries(given).map(([name, value]) => `${name}: ${inWords(value)}`);
  return parts.length === 0 ? 'nothing' : parts.join('; ');
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(inWords).join(' and ');
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(([name, each]) => `${name} ${inWords(each)}`);
    return parts.length === 0 ? 'the usual one' : `(${parts.join(', ')})`;
  }
  return plain(value);
}

function plain(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value.trim() === '' ? 'blank' : value;
  return value === null ? 'not set' : JSON.stringify(value);
}

const cell = (text: string): string => text.replaceAll('|', '/').replaceAll('\n', ' ');
