import type { AuditedDecision, Paged } from '#governance';
import { momentWords } from '../../frame/dates.js';
import { OUTCOME_WORDS, ROW_WORDS } from '../../frame/words.js';
import { groundWords, kindWords, outcomeTag } from '../../oversight/decision-words.js';
import { pagerOf, selectItems } from '../../oversight/list-query.js';

type NameOf = (code: string) => string;
type Choices = readonly (readonly [string, string])[];

export const OUTCOME_CHOICES: Choices = Object.entries(OUTCOME_WORDS);
export const ROW_CHOICES: Choices = Object.entries(ROW_WORDS).map(([row, words]) => [
  row,
  `${row}: ${words}`,
]);

export interface DecisionFilters {
  readonly outcome: string | undefined;
  readonly row: string | undefined;
  readonly agency: string | undefined;
}

export function decisionsPage(
  list: Paged<AuditedDecision>,
  filters: DecisionFilters,
  agencies: Choices,
  nameOf: NameOf,
) {
  return {
    title: 'Decisions',
    section: 'Oversight',
    outcomes: selectItems(OUTCOME_CHOICES, filters.outcome),
    tableRows: selectItems(ROW_CHOICES, filters.row),
    agencies: selectItems(agencies, filters.agency),
    filtered: Object.values(filters).some((value) => value !== undefined),
    pager: pagerOf('/ig/decisions', { ...filters }, list),
    rows: list.rows.map((decision) => ({
      href: `/ig/items/${decision.item}`,
      at: momentWords(decision.decidedAt),
      item: kindWords(decision),
      agency: nameOf(decision.agency),
      recipient: nameOf(decision.recipient),
      tag: outcomeTag(decision),
      ground: groundWords(decision),
    })),
  };
}
