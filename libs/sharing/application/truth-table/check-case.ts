import { isDeepStrictEqual } from 'node:util';
import { decide } from '../../domain/decision/decide.js';
import type { Decision } from '../../domain/facts.js';
import type { RuleSet } from '../../domain/ruleset.js';
import { inputOf, rulesFor, type Expected, type ShareCase } from './given.js';

/** Where the answer of a rule set is not the one written down. */
export interface Mismatch {
  readonly what: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** The answer that the table writes down for a version: its own, or that of the newest. */
export const expectedUnder = ({ then, under }: ShareCase, version: string): Expected =>
  under?.[version] ?? then;

/** The answer of a rule set to a case. */
export const answerTo = ({ given = {} }: ShareCase, ruleset: RuleSet): Decision =>
  decide(inputOf(given), rulesFor(given, ruleset));

/** Empty where the rule set answers the case as written down. */
export function checkCase(one: ShareCase, ruleset: RuleSet): readonly Mismatch[] {
  const got = seen(answerTo(one, ruleset));
  return Object.entries(plain(expectedUnder(one, ruleset.version)))
    .map(([what, expected]) => ({ what, expected, got: got[what] }))
    .filter(({ expected, got: answer }) => !isDeepStrictEqual(expected, answer));
}

const BASES = ['article6', 'article9', 'article10', 'confidentiality', 'engagement', 'limb'] as const;

/** A decision in the words of the table. */
function seen(decision: Decision): Readonly<Record<string, unknown>> {
  const { bases, reasons } = decision;
  const named = Object.fromEntries(BASES.map((name) => [name, bases?.[name]]));
  return { ...decision, ...named, firstReason: reasons[0] };
}

function plain(expected: Expected): Readonly<Record<string, unknown>> {
  const { settledByModifier, noAlerts, owesNothing, ...rest } = expected;
  return {
    ...rest,
    ...(settledByModifier ? { row: undefined } : {}),
    ...(noAlerts ? { alerts: undefined } : {}),
    ...(owesNothing ? { owes: undefined } : {}),
  };
}
