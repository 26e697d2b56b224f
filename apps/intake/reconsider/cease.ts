import { personOf } from '#identity';
import type { SharedItem } from '#journey';
import { isPermitted, type Decision, type ItemFacts } from '#sharing';
import { itemStream } from '../stages/origin.js';
import { decideItem, type Planning } from '../stages/plan.js';
import { consequenceId, type Change } from './release.js';
import type { Trigger } from './triggers.js';

export type Ending = Extract<Trigger, { kind: 'ENDED' }>;

/**
 * An item that stood on an agreement that ended, decided again from its own facts: ceased where no recipient is left,
 * and told as changed where fewer are left or it stands on something else.
 */
export function planCease(planning: Planning, item: SharedItem, trigger: Ending): Change | undefined {
  const decisions = decideItem(planning, asKnown(planning, item.facts));
  const { agreement, cause, clock } = trigger;
  const because = { agreement, ...(clock === undefined ? {} : { clock }) };
  const at = planning.now.toISOString();
  const left = decisions.some(isPermitted);
  if (left && isSame(item.decisions, decisions)) return undefined;
  const type = left ? 'ItemDecidedAgain' : 'ItemCeased';
  const when = left ? { decidedAt: at } : { ceasedAt: at };
  return {
    stream: itemStream(item.item),
    expected: item.revision,
    event: {
      id: consequenceId(item, type, cause),
      type,
      data: { item: item.item, agency: item.agency, decisions, because, ...when },
      metadata: { schemaVersion: 1, actor: 'hub:intake', ...planning.vantage, causationId: cause },
    },
  };
}

/** Whether each recipient may see as much as before, on the same row and agreements. */
const isSame = (before: readonly Decision[], after: readonly Decision[]): boolean =>
  after.every((decision) => {
    const old = before.find(({ recipient }) => recipient === decision.recipient);
    return JSON.stringify(standingOf(old)) === JSON.stringify(standingOf(decision));
  });

const standingOf = (decision: Decision | undefined) =>
  decision && isPermitted(decision)
    ? { outcome: decision.outcome, row: decision.row, on: [...decision.standsOn].sort() }
    : {};

/** The view may not show yet whose records they are. */
const asKnown = ({ knowledge: { identity } }: Planning, facts: ItemFacts): ItemFacts => ({
  ...facts,
  people: facts.people.map((each) => ({ ...each, person: personOf(identity, each.record) ?? each.person })),
});
