import { decide } from '../../domain/decision/decide.js';
import { explainRows, missingFor, type RowExplained } from '../../domain/decision/explain.js';
import { isPermitted, needsReview, type Decision } from '../../domain/facts.js';
import type { RuleSet } from '../../domain/ruleset.js';
import { instantOf } from '../../domain/time/stated-time.js';
import { inputFrom } from '../truth-table/case-facts.js';
import { rulesFor } from '../truth-table/given.js';
import { readCase, type DecisionCase } from './read-case.js';

/** The answer to a case that is only tried. */
export interface TriedCase extends Partial<Omit<Decision, 'recipient' | 'purpose' | 'apart'>> {
  readonly name?: string;
  readonly outcome: Decision['outcome'];
  readonly modifiers: Decision['modifiers'];
  readonly reasons: Decision['reasons'];
  readonly alsoMatches: Decision['alsoMatches'];
  /** What the answer lacks to be a yes. */
  readonly missing: readonly string[];
  readonly contentMayBeShown: boolean;
  readonly needsReview: boolean;
  /** Places that cannot be read as stated. */
  readonly unread?: readonly string[];
  readonly rows?: readonly RowExplained[];
}

export interface Trying {
  readonly now: Date;
  /** Throws where no rule set was in force at the time. */
  readonly rulesetAt: (now: Date) => RuleSet;
  readonly findRuleset: (version: string) => RuleSet | undefined;
}

/** Total: whatever is sent has exactly one answer. What cannot be read shows nothing, so the answer is no. */
export function tryCase(value: unknown, trying: Trying): TriedCase {
  const read = readCase(value);
  if (!read.ok) return unread('DECISION.FACTS_NOT_READ', read.unread);
  const { one } = read;
  const now = one.now === undefined ? trying.now : new Date(instantOf(one.now));
  if (Number.isNaN(now.getTime())) return unread('DECISION.FACTS_NOT_READ', ['/now'], one.name);
  const ruleset = rulesetOf(one, now, trying);
  return ruleset ? answered(one, now, ruleset) : unread('RULESET.UNKNOWN', ['/ruleset'], one.name);
}

function rulesetOf({ ruleset }: DecisionCase, now: Date, trying: Trying): RuleSet | undefined {
  if (ruleset !== undefined) return trying.findRuleset(ruleset);
  try {
    return trying.rulesetAt(now);
  } catch {
    return undefined;
  }
}

function answered({ name, facts, settings, explain }: DecisionCase, now: Date, own: RuleSet): TriedCase {
  const ruleset = settings === undefined ? own : rulesFor({ rules: settings }, own);
  const input = inputFrom(facts, now);
  const decision = decide(input, ruleset);
  return {
    ...(name === undefined ? {} : { name }),
    ...answerIn(decision),
    missing: missingFor(decision, input, ruleset),
    contentMayBeShown: isPermitted(decision),
    needsReview: needsReview(decision),
    ...(explain === true ? { rows: explainRows(input, ruleset) } : {}),
  };
}

/** Who asked, and for what, stands in the question. */
const answerIn = ({ recipient: _to, purpose: _for, apart: _apart, ...answer }: Decision) => answer;

const unread = (reason: string, places: readonly string[], name?: string): TriedCase => ({
  ...(name === undefined ? {} : { name }),
  outcome: 'DENY',
  row: 'D10',
  modifiers: [],
  reasons: [reason],
  alsoMatches: [],
  missing: [reason],
  contentMayBeShown: false,
  needsReview: false,
  unread: places,
});
