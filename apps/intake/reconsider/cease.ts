import { personOf } from '#identity';
import type { SharedItem } from '#journey';
import { isPermitted, type ItemFacts } from '#sharing';
import { itemStream } from '../stages/origin.js';
import { decideItem, type Planning } from '../stages/plan.js';
import { consequenceId, type Change } from './release.js';
import type { Trigger } from './triggers.js';

export type Ending = Extract<Trigger, { kind: 'ENDED' }>;

/** An item that stood on an agreement that ended: ceased where no recipient is left, as decided from its own facts. */
export function planCease(planning: Planning, item: SharedItem, trigger: Ending): Change | undefined {
  const decisions = decideItem(planning, asKnown(planning, item.facts));
  if (decisions.some(isPermitted)) return undefined;
  const { agreement, cause, clock } = trigger;
  const because = { agreement, ...(clock === undefined ? {} : { clock }) };
  const ceasedAt = planning.now.toISOString();
  return {
    stream: itemStream(item.item),
    expected: item.revision,
    event: {
      id: consequenceId(item, 'ItemCeased', cause),
      type: 'ItemCeased',
      data: { item: item.item, agency: item.agency, decisions, because, ceasedAt },
      metadata: { schemaVersion: 1, actor: 'hub:intake', ...planning.vantage, causationId: cause },
    },
  };
}

/** The view may not show yet whose records they are. */
const asKnown = ({ knowledge: { identity } }: Planning, facts: ItemFacts): ItemFacts => ({
  ...facts,
  people: facts.people.map((each) => ({ ...each, person: personOf(identity, each.record) ?? each.person })),
});
