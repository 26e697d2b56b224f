import type { TimelineItem } from '#journey';
import type { Decision } from '#sharing';

/** Of a restricted class, as far as is known of what is held without content. */
export function isRestrictedItem(item: TimelineItem): boolean {
  if (item.decisions.some(isRestrictedDecision)) return true;
  return item.state === 'SHARED' && (item.facts.restricted.length > 0 || item.facts.sensitivity === 'R');
}

/** Held for a custodian, or stopped by the rule of restricted classes. */
export const isRestrictedDecision = ({
  outcome,
  modifiers,
}: Pick<Decision, 'outcome' | 'modifiers'>): boolean => outcome === 'HOLD' || modifiers.includes('M2');
