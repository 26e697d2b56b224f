import type { RegisteredBody, RowRule, RuleSet, BasisOption, ModifierEffect } from '../ruleset.js';
import type { AlertRule, BarrierRule, ModifierRule } from '../ruleset.js';
import type { OwedRecord } from '../facts.js';
import { NOT_OFFERED, type Condition } from './finding.js';

export interface Basis {
  readonly code: string;
  readonly conditions: readonly Condition[];
  /** Names, to tell afterwards what an answer stood on. */
  readonly names: readonly string[];
}

export interface BookRow {
  readonly rule: RowRule;
  readonly conditions: readonly Condition[];
  readonly offered: readonly Condition[];
  readonly advisedUnless: readonly Condition[];
  readonly article6: readonly Basis[];
  readonly article9: readonly Basis[];
  readonly routes: readonly Basis[];
  readonly owes: readonly { readonly record: OwedRecord; readonly when: readonly Condition[] }[];
  readonly onAgreement: boolean;
  readonly closes: boolean;
}

export interface BookModifier {
  readonly rule: ModifierRule;
  readonly when: readonly Condition[];
  readonly requires: readonly { readonly name: string; readonly condition: Condition }[];
}

export interface BookBarrier {
  readonly rule: BarrierRule;
  readonly when: readonly Condition[];
}

export interface BookAlert {
  readonly rule: AlertRule;
  readonly when: readonly Condition[];
}

/** A rule set with its conditions looked up once; nothing disabled is in it. */
export interface RuleBook {
  readonly ruleset: RuleSet;
  readonly modifiers: Readonly<Record<ModifierEffect, readonly BookModifier[]>>;
  /** In the table's order, those that deny without looking at a row left out. */
  readonly marking: readonly BookModifier[];
  readonly barriers: readonly BookBarrier[];
  readonly rows: readonly BookRow[];
  readonly article10: readonly Basis[];
  readonly alerts: readonly BookAlert[];
  readonly bodies: ReadonlyMap<string, RegisteredBody>;
}

export type Conditions = Readonly<Record<string, Condition>>;

/** A condition without a function is never met: an unknown rule opens nothing. */
const UNKNOWN: Condition = () => NOT_OFFERED;

/** Rule sets are few and live as long as the process; each is looked up once. */
export function createBooks(conditions: Conditions): (ruleset: RuleSet) => RuleBook {
  const books = new WeakMap<RuleSet, RuleBook>();
  return (ruleset) => {
    const known = books.get(ruleset);
    if (known) return known;
    const book = bookOf(ruleset, conditions);
    books.set(ruleset, book);
    return book;
  };
}

function bookOf(ruleset: RuleSet, conditions: Conditions): RuleBook {
  const find = (name: string): Condition => (Object.hasOwn(conditions, name) && conditions[name]) || UNKNOWN;
  const findAll = (names: readonly string[] = []) => names.map(find);
  const modifiers = ruleset.modifiers
    .filter(({ enabled }) => enabled)
    .map((rule) => ({
      rule,
      when: findAll(rule.when),
      requires: rule.requires.map((name) => ({ name, condition: find(name) })),
    }));
  const having = (effect: ModifierEffect) => modifiers.filter(({ rule }) => rule.effect === effect);
  return {
    ruleset,
    modifiers: {
      DENY_UNLESS: having('DENY_UNLESS'),
      HOLD_UNLESS_OPENED: having('HOLD_UNLESS_OPENED'),
      REQUIRE: having('REQUIRE'),
      REDACT: having('REDACT'),
    },
    marking: modifiers.filter(({ rule }) => rule.effect !== 'DENY_UNLESS'),
    barriers: (ruleset.barriers ?? []).map((rule) => ({ rule, when: findAll(rule.when) })),
    rows: rowsOf(ruleset, findAll),
    article10: basesOf(ruleset.article10, findAll),
    alerts: (ruleset.alerts ?? []).map((rule) => ({ rule, when: findAll(rule.when) })),
    bodies: new Map((ruleset.parameters.bodies ?? []).map((body) => [body.agency, body])),
  };
}

type FindAll = (names?: readonly string[]) => readonly Condition[];

const rowsOf = ({ rows }: RuleSet, findAll: FindAll): readonly BookRow[] =>
  rows
    .filter(({ enabled }) => enabled)
    .map((rule) => ({
      rule,
      conditions: findAll(rule.conditions),
      offered: findAll(rule.offered),
      advisedUnless: findAll(rule.advisedUnless),
      article6: basesOf(rule.article6, findAll),
      article9: basesOf(rule.article9, findAll),
      routes: basesOf(rule.confidentialityRoutes, findAll),
      owes: (rule.owes ?? []).map(({ record, when }) => ({ record, when: findAll(when) })),
      onAgreement: rule.onAgreement === true || rule.conditions.includes('everySubjectAgrees'),
      closes: rule === rows.at(-1),
    }));

const basesOf = (column: readonly BasisOption[] = [], findAll: FindAll): readonly Basis[] =>
  column.map(({ code, conditions }) => ({ code, conditions: findAll(conditions), names: conditions }));
