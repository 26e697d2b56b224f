import type { Purpose } from '#contracts';
import type {
  Decision,
  DecisionInput,
  JudgementFacts,
  OrderFacts,
  OverrideRecord,
} from '../../domain/facts.js';
import type { Parameters, RuleSet } from '../../domain/ruleset.js';
import { inputFrom, type CaseAgreement, type CaseFacts } from './case-facts.js';
import { agreementOf, judgementOf, orderOf, overrideOf, TEAMS, type TeamName } from './usual-facts.js';

/** One line of the truth table: a sentence that a governance lead can check, what is given, and the answer. */
export interface ShareCase {
  readonly name: string;
  /** Clauses of `clauses.json` that it bears on. */
  readonly about: readonly string[];
  readonly given?: Given;
  readonly then: Expected;
  /** The answer under an earlier version where it was another. */
  readonly under?: Readonly<Record<string, Expected>>;
}

/** Fields named here must be as stated, lists in full. */
export type Expected = Partial<
  Pick<
    Decision,
    | 'outcome'
    | 'row'
    | 'modifiers'
    | 'reasons'
    | 'standsOn'
    | 'alsoMatches'
    | 'redact'
    | 'overrides'
    | 'alerts'
    | 'fields'
    | 'strip'
    | 'owes'
    | 'apart'
  >
> & {
  readonly settledByModifier?: true;
  readonly article6?: readonly string[];
  readonly article9?: readonly string[];
  readonly article10?: readonly string[];
  readonly confidentiality?: string;
  readonly engagement?: string;
  readonly limb?: string;
  readonly firstReason?: string;
  readonly recipient?: string;
  /** None is attached. */
  readonly noAlerts?: true;
  readonly owesNothing?: true;
};

/** What differs from the usual question; see `usual-facts.ts`. */
export type Given = Partial<
  Omit<CaseFacts, 'purpose' | 'recipient' | 'judgements' | 'agreements' | 'overrides' | 'sharing'>
> & {
  readonly now?: string;
  readonly purpose?: Purpose | 'NONE';
  readonly to?: TeamName | 'NONE';
  readonly toBody?: NonNullable<CaseFacts['recipient']>['body'];
  readonly sharing?: Omit<NonNullable<CaseFacts['sharing']>, 'orders'>;
  readonly judgement?: Partial<JudgementFacts>;
  readonly judgements?: readonly Partial<JudgementFacts>[];
  readonly orders?: readonly Partial<OrderFacts>[];
  readonly agreements?: readonly GivenAgreement[];
  readonly overrides?: readonly Partial<OverrideRecord>[];
  /** Settings of the rule set that the case is asked under; null takes one away. */
  readonly rules?: Readonly<Record<string, string | boolean | null>>;
};

export type GivenAgreement = Partial<CaseAgreement>;

/** The decision that a line of the table asks for. */
export const inputOf = (given: Given = {}): DecisionInput => inputFrom(factsOf(given), nowOf(given));

export const nowOf = ({ now }: Given): Date => new Date(now ?? '2026-11-23T10:00:00Z');

/** The facts in full, as anybody could send them. */
export function factsOf({ now: _now, rules: _rules, ...given }: Given = {}): CaseFacts {
  const { to = 'mash', toBody, purpose = 'SCREENING', orders, ...rest } = given;
  const { judgement, judgements = [], agreements = [], overrides, sharing, people, ...facts } = rest;
  const judged = judgement === undefined ? judgements : [judgement, ...judgements];
  const team = to === 'NONE' ? undefined : TEAMS[to];
  return {
    item: 'item-1',
    agency: 'urn:agency:ods:G7H8J',
    sector: 'health',
    kind: 'health.was-not-brought',
    sensitivity: 'P',
    ...facts,
    ...(team ? { recipient: { ...team, ...(toBody === undefined ? {} : { body: toBody }) } } : {}),
    ...(purpose === 'NONE' ? {} : { purpose }),
    sharing: {
      authority: 'Public task',
      ...sharing,
      ...(orders === undefined ? {} : { orders: orders.map(orderOf) }),
    },
    ...(judged.length === 0 ? {} : { judgements: judged.map(judgementOf) }),
    people: people ?? [{ who: 'child', born: '2016-05-04' }],
    agreements: agreements.map(agreementOf),
    ...(overrides === undefined ? {} : { overrides: overrides.map(overrideOf) }),
  };
}

/** The rule set with the settings of the case. */
export function rulesFor({ rules }: Given, ruleset: RuleSet): RuleSet {
  if (rules === undefined) return ruleset;
  const set = Object.entries({ ...ruleset.parameters, ...rules }).filter(([, value]) => value !== null);
  return { ...ruleset, parameters: Object.fromEntries(set) as unknown as Parameters };
}
