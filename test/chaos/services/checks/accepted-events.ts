import type { Accepted } from '../../stubborn-publisher.js';
import type { StoredHistory } from './stored-history.js';

/** Accepted events that did not come to exactly one outcome: one item, or rejections alone. */
export function withoutOneOutcome(accepted: readonly Accepted[], { outcomes }: StoredHistory): string[] {
  return [...new Set(accepted.map(keyOf))].filter((key) => {
    const { items, rejections } = outcomes.get(key) ?? { items: 0, rejections: 0 };
    return items > 1 || items + rejections === 0;
  });
}

/** Accepted events of one subject whose outcomes stand in another order than they were sent in. */
export function outOfOrder(accepted: readonly Accepted[], { outcomes }: StoredHistory): string[] {
  const last = new Map<string, bigint>();
  const seen = new Set<string>();
  return accepted.flatMap((event) => {
    const key = keyOf(event);
    const position = outcomes.get(key)?.position;
    if (event.subject === undefined || position === undefined || seen.has(key)) return [];
    seen.add(key);
    const subject = `${event.agency} ${event.subject}`;
    const before = last.get(subject) ?? -1n;
    if (position > before) last.set(subject, position);
    return position > before ? [] : [key];
  });
}

const keyOf = ({ agency, id }: Accepted): string => `${agency} ${id}`;
