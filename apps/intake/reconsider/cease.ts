import { hasRestriction } from '#governance';
import { personOf } from '#identity';
import type { SharedItem } from '#journey';
import { isPermitted, type Decision, type ItemFacts } from '#sharing';
import { itemStream } from '../stages/origin.js';
import { emergenciesOf, endedEmergencyOf } from '../stages/emergency.js';
import { decideItem, lastingOf, type Planning } from '../stages/plan.js';
import { becauseOf } from './because-of.js';
import { consequenceId, type Change } from './change.js';
import type { Trigger } from './triggers.js';

/**
 * A shared item of which something changed, decided again from its own facts: ceased where no recipient is left, and
 * told as changed where fewer or others are left or it stands on something else. A moment that passed is told in any
 * case: only the event says which comes next.
 */
export function planCease(planning: Planning, item: SharedItem, trigger: Trigger): Change | undefined {
  const facts = asKnown(planning, item.facts);
  const decisions = decideItem(planning, facts);
  const { cause } = trigger;
  const at = planning.now.toISOString();
  const teams = decisions.some(isPermitted);
  const inEmergency = teams ? [] : emergenciesOf(planning, facts);
  const left = teams || inEmergency.length > 0;
  if (left && trigger.kind !== 'LAPSED' && isSame(item.decisions, decisions)) return undefined;
  // Nobody's but theirs who broke the glass, whose hour is over.
  const glass = item.decisions.some(isPermitted) || left ? undefined : endedEmergencyOf(planning, facts);
  const because = { ...becauseOf(trigger), ...(glass && { glass }) };
  const type = left ? 'ItemDecidedAgain' : 'ItemCeased';
  const when = left ? { decidedAt: at, ...lastingOf(planning, facts, inEmergency) } : { ceasedAt: at };
  return {
    stream: itemStream(item.item),
    expected: item.revision,
    event: {
      id: consequenceId(item, type, cause),
      type,
      data: {
        ...{ item: item.item, agency: item.agency, decisions, because, ...when },
        ...(inEmergency.length > 0 && { inEmergency }),
        ...(hasRestriction(facts) && { restricted: true }),
      },
      metadata: { schemaVersion: 1, actor: 'hub:intake', ...planning.vantage, causationId: cause },
    },
  };
}

/** Whether each recipient may see as much as before, on the same row, agreements and override records. */
const isSame = (before: readonly Decision[], after: readonly Decision[]): boolean =>
  after.every((decision) => {
    const old = before.find(({ recipient }) => recipient === decision.recipient);
    return JSON.stringify(standingOf(old)) === JSON.stringify(standingOf(decision));
  });

const standingOf = (decision: Decision | undefined) =>
  decision && isPermitted(decision)
    ? {
        ...{ outcome: decision.outcome, row: decision.row },
        ...{ on: [...decision.standsOn].sort(), over: [...(decision.overrides ?? [])].sort() },
      }
    : {};

/** The view may not show yet whose records they are. */
const asKnown = ({ knowledge: { identity } }: Planning, facts: ItemFacts): ItemFacts => ({
  ...facts,
  people: facts.people.map((each) => ({ ...each, person: personOf(identity, each.record) ?? each.person })),
});
