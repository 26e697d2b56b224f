import { readdirSync, readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { currentRuleset, decide, SHARING_REASONS } from '../../index.js';
import { inputOf, type ShareCase } from '../../testing/share-case.js';

const FOLDER = projectPath('libs/sharing/domain/cases');
const ruleset = currentRuleset(new Date('2026-11-23T10:00:00Z'));
const tables = readdirSync(FOLDER).map((file) => ({
  file,
  cases: JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as readonly ShareCase[],
}));

describe.each(tables)('The truth table $file', ({ cases }) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', (_, { given, then }) => {
    const decision = decide(inputOf(given), ruleset);
    const { settledByModifier, article9, firstReason, ...expected } = then;
    expect(decision).toMatchObject(expected);
    if (settledByModifier) expect(decision.row).toBeUndefined();
    if (article9) expect(decision.bases?.article9).toEqual(article9);
    if (firstReason) expect(decision.reasons[0]).toBe(firstReason);
  });
});

describe('The truth table', () => {
  const all = tables.flatMap(({ cases }) => cases);

  it('names every case differently, so that each can be signed off', () => {
    expect(new Set(all.map((each) => each.name)).size).toBe(all.length);
  });

  it('holds no reason without a sentence', () => {
    const reasons = all.flatMap(({ given }) => decide(inputOf(given), ruleset).reasons);
    expect(reasons.filter((reason) => !(reason in SHARING_REASONS))).toEqual([]);
  });

  it('reaches every row that is enabled', () => {
    const reached = new Set(all.map(({ given }) => decide(inputOf(given), ruleset).row));
    expect(ruleset.rows.filter((row) => row.enabled && !reached.has(row.id))).toEqual([]);
  });
});
