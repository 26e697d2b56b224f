import { summaryOf, titleOf } from '#contracts';
import type { Agency } from '#access';
import { idsOf } from '../../application/decide-for-viewer.js';
import type { FamilyView } from '../../application/family-view.js';
import type { OpenedItem } from '../../application/open-items.js';
import { UNLISTED_GROUP } from '../../application/timeline-filter.js';
import { daysBetween, isoDay, momentWords, monthWords } from '../../frame/dates.js';
import { basisTag, statementTag, type Tag } from '../tags.js';

export interface ItemCard {
  readonly href: string;
  readonly title: string;
  readonly withdrawn: boolean;
  readonly agency: string;
  readonly group: string;
  readonly iso: string;
  readonly happened: string;
  readonly month: string;
  readonly late: string | undefined;
  readonly persons: string;
  readonly tags: readonly Tag[];
  readonly basis: Tag | undefined;
  readonly summary: readonly string[];
  readonly correctedBy: string | undefined;
}

export function itemCards(
  items: readonly OpenedItem[],
  view: FamilyView,
  agencies: readonly Agency[],
): readonly ItemCard[] {
  const permitted = idsOf(view.items);
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  return items.map((item) => {
    const correction = item.correctedBy.find((id) => permitted.has(id));
    const withdrawn = item.retractedBy.length > 0;
    const agency = byId.get(item.agency);
    return {
      href: `/families/${view.family}/items/${item.item}`,
      title: titleOf(item.type),
      withdrawn,
      agency: agency?.name ?? item.agency,
      group: agency?.group ?? UNLISTED_GROUP,
      iso: isoDay(item.occurredAt),
      happened: momentWords(item.occurredAt),
      month: monthWords(item.occurredAt),
      ...(withdrawn ? TITLE_ONLY : contentOf(item, view)),
      correctedBy:
        withdrawn || correction === undefined ? undefined : `/families/${view.family}/items/${correction}`,
    };
  });
}

const TITLE_ONLY = { late: undefined, persons: '', tags: [], basis: undefined, summary: [] } as const;

function contentOf(item: OpenedItem, view: FamilyView) {
  return {
    late: lateWords(item.occurredAt, item.recordedAt),
    persons: personsOf(item, view),
    tags: [
      statementTag(item.statementType),
      ...(item.corrects === undefined ? [] : [{ text: 'Correction', classes: 'govuk-tag--yellow' }]),
    ],
    basis: basisTag(item.decision),
    summary: summaryOf(item.type, item.details.details),
  };
}

/** `Recorded 4 days after it happened`; undefined where it was written down within a day. */
export function lateWords(occurredAt: Date, recordedAt: Date): string | undefined {
  const days = daysBetween(occurredAt, recordedAt);
  return days < 2 ? undefined : `Recorded ${days} days after it happened`;
}

/** Names that the viewer may see; anybody else of the item is "another person", once. */
export function personsOf(item: OpenedItem, view: Pick<FamilyView, 'persons'>): string {
  const names = new Map(view.persons.map(({ person, name }) => [person, name]));
  const known = item.people.filter(({ party }) => party === 'SUBJECT');
  const shown = known.flatMap(({ person, record }) => {
    const name = item.decision.redact.includes(record) ? undefined : names.get(person);
    return name === undefined ? [] : [name];
  });
  return [...new Set(shown)].join(', ');
}

/** Cards under the month they happened in, in the order given. */
export function monthsOf(cards: readonly ItemCard[]) {
  const months = new Map<string, ItemCard[]>();
  for (const card of cards) months.set(card.month, [...(months.get(card.month) ?? []), card]);
  return [...months].map(([month, items]) => ({ month, items }));
}
