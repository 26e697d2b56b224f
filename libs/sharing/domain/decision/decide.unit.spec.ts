import { decide, loadRulesets, SHARING_REASONS, type Decision } from '../../index.js';
import { answerTo, checkCase } from '../../application/truth-table/check-case.js';
import { factsOf, inputOf, rulesFor, type ShareCase } from '../../application/truth-table/given.js';
import { readClauses, readTable } from '../../application/truth-table/read-table.js';
import { CONDITIONS } from '../conditions/index.js';
import { conditionsNamed } from '../ruleset-faults.js';
import type { RuleSet } from '../ruleset.js';
import { createDecide } from './decide.js';

const table = readTable();
const all = table.flatMap(({ cases }) => cases);
const named = (version: string): RuleSet => {
  const found = loadRulesets().find((each) => each.version === version);
  if (!found) throw new Error(`There is no rule set ${version}`);
  return found;
};
const newest = named('2026-11.2');

describe.each(table)('The truth table: $title', ({ cases }) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', (_, each) => {
    expect(checkCase(each, newest)).toEqual([]);
  });
});

describe('The truth table', () => {
  it('would notice another answer, a row too many, an alert too many', () => {
    const other: ShareCase = {
      name: 'Planted',
      about: [],
      given: { agreements: [{ reviewAt: '2026-10-01' }] },
      then: { outcome: 'DENY', settledByModifier: true, noAlerts: true },
    };
    expect(checkCase(other, newest).map(({ what }) => what)).toEqual(['outcome', 'row', 'alerts']);
  });

  it('names every case differently, so that each can be signed off', () => {
    expect(new Set(all.map((each) => each.name)).size).toBe(all.length);
  });

  it('holds no reason and no alert without a sentence', () => {
    const told = all
      .map((each) => answerTo(each, newest))
      .flatMap((d) => [...d.reasons, ...(d.alerts ?? [])]);
    expect(told.filter((code) => !(code in SHARING_REASONS))).toEqual([]);
  });

  it('reaches every row', () => {
    const reached = new Set(all.map((each) => answerTo(each, newest).row));
    expect(newest.rows.filter(({ id }) => !reached.has(id))).toEqual([]);
  });

  it('is answered by the version before as that version is written down to answer', () => {
    const told = all.filter(({ under }) => under?.['2026-11.1'] !== undefined);
    expect(told.length).toBeGreaterThan(5);
    expect(told.flatMap((each) => checkCase(each, named('2026-11.1')))).toEqual([]);
  });
});

describe('What a governance lead signs', () => {
  const clauses = readClauses();
  const answers = new Map(all.map((each) => [each.name, withoutRuleset(each)]));

  it('is borne out clause by clause: no case speaks of a clause that is not there', () => {
    const known = new Set(clauses.map(({ id }) => id));
    expect(all.flatMap(({ about }) => about).filter((id) => !known.has(id))).toEqual([]);
    expect(all.filter(({ about }) => about.length === 0)).toEqual([]);
  });

  it.each(clauses.map(({ id, text }) => [id, text]))('%s: one fact turns the answer. %s', (id) => {
    const cases = all.filter(({ about }) => about.includes(id));
    const turning = cases.filter((one) =>
      cases.some(
        (other) => answers.get(one.name) !== answers.get(other.name) && factsApart(one, other) === 1,
      ),
    );
    expect(cases.length).toBeGreaterThanOrEqual(2);
    expect(turning.map(({ name }) => name)).not.toEqual([]);
  });
});

describe('Every condition that the rule set names', () => {
  it.each(conditionsNamed(newest).filter((name) => name in CONDITIONS))('%s decides some case', (name) => {
    expect(isDecisive(name, newest)).toBe(true);
  });

  it('would be missed if no case depended on it', () => {
    expect(isDecisive('orderOffered', newest)).toBe(true);
    const rows = newest.rows.map((row) => ({ ...row, offered: [] }));
    expect(isDecisive('orderOffered', { ...newest, rows })).toBe(false);
  });
});

/** Whether some case is answered otherwise where the condition says the opposite. */
function isDecisive(name: string, ruleset: RuleSet): boolean {
  const turned = createDecide({ ...CONDITIONS, [name]: inverted(name) });
  return all.some(({ given = {} }) => {
    const [input, rules] = [inputOf(given), rulesFor(given, ruleset)];
    return JSON.stringify(turned(input, rules)) !== JSON.stringify(decide(input, rules));
  });
}

function inverted(name: string): (typeof CONDITIONS)[string] {
  return (question, row) => {
    const finding = CONDITIONS[name]?.(question, row);
    return finding?.met ? { met: false } : { met: true };
  };
}

function withoutRuleset(each: ShareCase): string {
  return JSON.stringify(answerIn(answerTo(each, newest)));
}

/** What was asked, and when, is no part of the answer. */
function answerIn({ ruleset: _by, decidedAt: _at, recipient: _to, purpose: _for, ...answer }: Decision) {
  return answer;
}

/** In how many places the facts of two cases differ. The recipient, and a list of words, is one fact. */
function factsApart(one: ShareCase, other: ShareCase): number {
  const facts = ({ given = {} }: ShareCase) => {
    const { recipient, ...rest } = factsOf(given);
    return { ...rest, to: recipient?.id, now: given.now ?? 'usual', rules: given.rules ?? {} };
  };
  return differences(facts(one), facts(other));
}

function differences(one: unknown, other: unknown): number {
  if (JSON.stringify(one) === JSON.stringify(other)) return 0;
  if (!isPart(one) || !isPart(other)) return 1;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].reduce((sum, key) => sum + differences(one[key], other[key]), 0);
}

const isPart = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !isListOfWords(value);

const isListOfWords = (value: object): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
