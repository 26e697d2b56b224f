import type { SharedItem } from '#journey';
import { isPermitted } from '#sharing';
import { itemStream } from '../stages/origin.js';
import { decideItem, type Planning } from '../stages/plan.js';
import { consequenceId, type Change } from './release.js';
import type { Trigger } from './triggers.js';

/** An item that stood on an agreement that ended: ceased where no recipient is left, as decided from its own facts. */
export function planCease(
  planning: Planning,
  item: SharedItem,
  trigger: Extract<Trigger, { kind: 'ENDED' }>,
): Change | undefined {
  const decisions = decideItem(planning, item.facts);
  if (decisions.some(isPermitted)) return undefined;
  const { agreement, cause } = trigger;
  const ceasedAt = planning.now.toISOString();
  return {
    stream: itemStream(item.item),
    expected: item.revision,
    event: {
      id: consequenceId(item, 'ItemCeased', cause),
      type: 'ItemCeased',
      data: { item: item.item, agency: item.agency, decisions, because: { agreement }, ceasedAt },
      metadata: { schemaVersion: 1, actor: 'hub:intake', causationId: cause },
    },
  };
}
