import { orderInForce } from '../conditions/orders.js';
import { reliedOn } from '../conditions/refusals.js';
import type { RuleSet } from '../ruleset.js';
import type { Case } from './case.js';
import type { BookRow } from './rule-book.js';

/** The fields that may be shown on this row; undefined where nothing narrows them. */
export function fieldsUnder(question: Case, { rule }: BookRow): readonly string[] | undefined {
  const { fields } = question.item;
  if (rule.fields !== undefined) return rule.fields;
  const necessary =
    rule.minimum === true
      ? fields?.filter((field) => field.necessary === true).map(({ name }) => name)
      : undefined;
  const ordered = rule.id === 'D1' ? orderInForce(question)?.fields : undefined;
  return both(both(necessary, ordered), fieldsAuthorised(question, rule));
}

/** Of an override only the items and fields that it names. */
const fieldsAuthorised = (question: Case, rule: BookRow['rule']): readonly string[] | undefined =>
  reliedOn(question, rule)?.items.find(({ item }) => item === question.item.item)?.fields;

function both(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): readonly string[] | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.filter((name) => other.includes(name));
}

/** What leads to a safe address is taken away for a viewer linked to the suspect. */
export function stripFor({ item, input }: Case, { restricted }: RuleSet): readonly string[] {
  if (input.viewer?.linkedToSuspect !== true) return [];
  const classes = [...item.restricted, ...item.people.flatMap((person) => person.restricted ?? [])];
  return [...new Set(classes.flatMap((name) => restricted[name].strips ?? []))];
}
