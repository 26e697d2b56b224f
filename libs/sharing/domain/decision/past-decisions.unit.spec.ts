import { readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { decide, loadRulesets, type Decision } from '../../index.js';
import { inputOf, type Given } from '../../application/truth-table/given.js';

interface Past {
  readonly given: Given;
  readonly decision: Decision;
}

const FOLDER = projectPath('libs/sharing/domain/past-decisions');
const pastUnder = (version: string): readonly Past[] =>
  readFileSync(`${FOLDER}/${version}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Past);

describe.each(['2026-11.1'])('Decisions recorded under rule set %s', (version) => {
  const ruleset = loadRulesets().find((each) => each.version === version);
  if (!ruleset) throw new Error('The rule set is gone, and its decisions can no longer be explained');

  it('are answered today as they were recorded, field by field', () => {
    const past = pastUnder(version);
    expect(past.length).toBeGreaterThan(300);
    for (const { given, decision } of past) expect(decide(inputOf(given), ruleset)).toEqual(decision);
  });

  it('would be noticed if they were answered otherwise', () => {
    const changed = { ...ruleset, rows: ruleset.rows.map((row) => ({ ...row, confidentiality: 'Other' })) };
    const differing = pastUnder(version).filter(
      ({ given, decision }) => JSON.stringify(decide(inputOf(given), changed)) !== JSON.stringify(decision),
    );
    expect(differing.length).toBeGreaterThan(50);
  });
});
