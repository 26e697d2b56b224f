import type { PersonId } from '#platform';
import { findEntry, type Theme } from '#contracts';
import type { Agency } from '#access';
import type { PermittedItem } from './decide-for-viewer.js';

export interface TimelineFilter {
  readonly groups: readonly Agency['group'][];
  readonly themes: readonly Theme[];
  readonly persons: readonly PersonId[];
  /** Midnight in London at the start of the first day. */
  readonly from?: Date | undefined;
  /** Midnight in London after the last day. */
  readonly until?: Date | undefined;
}

/** Of an agency that is in no list any more: what it shared is still found, drawn and counted somewhere. */
export const UNLISTED_GROUP: Agency['group'] = 'voluntary';

/** Items that match every part of the filter that is set. */
export function keepMatching(
  items: readonly PermittedItem[],
  filter: TimelineFilter,
  agencies: readonly Agency[],
): readonly PermittedItem[] {
  const groups = new Map(agencies.map(({ id, group }) => [id, group]));
  return items.filter(
    (item) =>
      among(filter.groups, groups.get(item.agency) ?? UNLISTED_GROUP) &&
      among(filter.themes, findEntry(item.type)?.theme) &&
      (filter.persons.length === 0 || item.people.some((one) => isSubjectAmong(filter.persons, item, one))) &&
      (filter.from === undefined || item.occurredAt >= filter.from) &&
      (filter.until === undefined || item.occurredAt < filter.until),
  );
}

const among = <T>(wanted: readonly T[], value: T | undefined): boolean =>
  wanted.length === 0 || (value !== undefined && wanted.includes(value));

/** A person who is cut out of what is shown must not be found through it either. */
const isSubjectAmong = (
  persons: readonly PersonId[],
  { decision }: PermittedItem,
  { person, party, record }: PermittedItem['people'][number],
): boolean => party === 'SUBJECT' && persons.includes(person) && !decision.redact.includes(record);
