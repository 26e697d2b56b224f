import type { TimelineItem } from '#journey';

/** Of a restricted class, as far as is known of what is held without content. */
export function isRestrictedItem(item: TimelineItem): boolean {
  if (item.decisions.some(({ outcome, modifiers }) => outcome === 'HOLD' || modifiers.includes('M2')))
    return true;
  return item.state === 'SHARED' && (item.facts.restricted.length > 0 || item.facts.sensitivity === 'R');
}
