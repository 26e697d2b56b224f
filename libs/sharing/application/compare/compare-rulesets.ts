import { decide } from '../../domain/decision/decide.js';
import type { Decision, DecisionInput } from '../../domain/facts.js';
import type { RuleSet } from '../../domain/ruleset.js';
import { inputOf, rulesFor } from '../truth-table/given.js';
import { readTable } from '../truth-table/read-table.js';

/** A question put to both rule sets. The id is an item's or the name of a case: never a person's. */
export interface ComparedQuestion {
  readonly id: string;
  readonly input: DecisionInput;
  readonly settings?: Readonly<Record<string, string | boolean | null>>;
}

/** OUTCOME: another outcome. ROW: the same on another row. DETAIL: the same row, otherwise based, cut or owed. */
export type ChangeKind = 'OUTCOME' | 'ROW' | 'DETAIL';

export interface Change {
  readonly id: string;
  readonly recipient?: string;
  readonly purpose?: string;
  readonly kind: ChangeKind;
  /** Outcome and row, for example `PERMIT D6`, or the modifier that settled it: `DENY M5`. */
  readonly before: string;
  readonly after: string;
}

export interface ChangeCount {
  readonly kind: ChangeKind;
  readonly before: string;
  readonly after: string;
  readonly count: number;
}

export interface Comparison {
  readonly asked: number;
  readonly changed: number;
  /** Most frequent first. */
  readonly counts: readonly ChangeCount[];
  readonly changes: readonly Change[];
}

/** Collects what a rule set would answer otherwise than another. `mostListed` bounds the list, never the counts. */
export function createComparison(before: RuleSet, after: RuleSet, mostListed = Infinity) {
  const changes: Change[] = [];
  const counts = new Map<string, ChangeCount>();
  let asked = 0;
  return {
    add(question: ComparedQuestion): void {
      asked += 1;
      const change = changeOf(question, before, after);
      if (!change) return;
      const key = `${change.kind} ${change.before} ${change.after}`;
      const { kind, before: was, after: is } = change;
      counts.set(key, { kind, before: was, after: is, count: (counts.get(key)?.count ?? 0) + 1 });
      if (changes.length < mostListed) changes.push(change);
    },
    result(): Comparison {
      const sorted = [...counts.values()].sort((one, other) => other.count - one.count);
      const changed = sorted.reduce((sum, { count }) => sum + count, 0);
      return { asked, changed, counts: sorted, changes };
    },
  };
}

/** The truth table under both. */
export function compareOnCases(before: RuleSet, after: RuleSet): Comparison {
  const comparison = createComparison(before, after);
  for (const { name, given = {} } of readTable().flatMap(({ cases }) => cases)) {
    const settings = given.rules === undefined ? {} : { settings: given.rules };
    comparison.add({ id: name, input: inputOf(given), ...settings });
  }
  return comparison.result();
}

function changeOf(
  { id, input, settings }: ComparedQuestion,
  before: RuleSet,
  after: RuleSet,
): Change | undefined {
  const rules = settings === undefined ? {} : { rules: settings };
  const [was, is] = [before, after].map((ruleset) => decide(input, rulesFor(rules, ruleset)));
  const kind = was && is && kindOf(was, is);
  if (!kind) return undefined;
  const { recipient, purpose } = is;
  return {
    id,
    ...(recipient === undefined ? {} : { recipient }),
    ...(purpose === undefined ? {} : { purpose }),
    kind,
    before: inWords(was),
    after: inWords(is),
  };
}

function kindOf(was: Decision, is: Decision): ChangeKind | undefined {
  if (was.outcome !== is.outcome) return 'OUTCOME';
  if (inWords(was) !== inWords(is)) return 'ROW';
  return substance(was) === substance(is) ? undefined : 'DETAIL';
}

/** What a decision grants and on what; reasons and the version are only how it is told. */
function substance({ bases, redact, fields, strip, owes, standsOn, modifiers }: Decision): string {
  return JSON.stringify([bases, redact, fields, strip, owes, standsOn, modifiers]);
}

const inWords = ({ outcome, row, modifiers }: Decision): string =>
  `${outcome} ${row ?? modifiers.join(' ')}`.trim();
