import type { AuditedDecision, Paged } from '#governance';
import { reasonOf, titleOf } from '#contracts';
import type { Bases, Outcome } from '#sharing';
import { momentWords } from '../../frame/dates.js';
import { MODIFIER_WORDS, OUTCOME_WORDS, PURPOSE_WORDS, ROW_WORDS } from '../../frame/words.js';
import { pagerOf, selectItems } from '../../oversight/list-query.js';

type NameOf = (code: string) => string;
type Choices = readonly (readonly [string, string])[];

export const OUTCOME_CHOICES: Choices = Object.entries(OUTCOME_WORDS);
export const ROW_CHOICES: Choices = Object.entries(ROW_WORDS).map(([row, words]) => [
  row,
  `${row}: ${words}`,
]);

const OUTCOME_CLASSES: Readonly<Record<Outcome, string>> = {
  PERMIT: 'govuk-tag--green',
  MUST_SHARE: 'govuk-tag--green',
  ADVISE: 'govuk-tag--grey',
  DENY: 'govuk-tag--red',
  HOLD: 'govuk-tag--yellow',
};

const ENGAGEMENT_WORDS: Readonly<Record<Bases['engagement'], string>> = {
  AGREED: 'The family agrees to receive help',
  NOT_AGREED: 'The family does not agree to receive help',
  NOT_ASKED: 'Not asked',
};

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
      href: `/ig/decisions/${decision.item}`,
      at: momentWords(decision.decidedAt),
      item: kindWords(decision),
      agency: nameOf(decision.agency),
      recipient: nameOf(decision.recipient),
      tag: tagOf(decision),
      ground: groundWords(decision),
    })),
  };
}

/** All that was decided for one item, a card for each recipient. */
export function decisionPage(decisions: readonly AuditedDecision[], nameOf: NameOf) {
  const [first] = decisions;
  return {
    title: first ? `Decision on: ${kindWords(first)}` : 'Decision',
    section: 'Oversight',
    agency: first ? nameOf(first.agency) : '',
    cards: decisions.map((decision) => ({
      heading: nameOf(decision.recipient),
      tag: tagOf(decision),
      rows: fieldsOf(decision),
      agreements: decision.standsOn.map((id) => ({ href: `/ig/agreements/${id}` })),
      reasons: decision.reasons.map((code) => ({ code, sentence: reasonOf(code).sentence })),
    })),
  };
}

function fieldsOf(decision: AuditedDecision) {
  const { bases, purpose, modifiers } = decision;
  return [
    field('Row', groundWords(decision)),
    field('Purpose', purpose ? PURPOSE_WORDS[purpose] : 'None stated'),
    field('Modifiers that fired', listed(modifiers.map((each) => `${each}: ${MODIFIER_WORDS[each]}`))),
    field('UK GDPR Article 6', bases ? listed(bases.article6) : 'No basis'),
    field('Article 9 and Schedule 1', bases ? listed(bases.article9) : 'No condition'),
    field('Confidentiality', bases ? bases.confidentiality : 'No answer'),
    field('Engagement', bases ? ENGAGEMENT_WORDS[bases.engagement] : ENGAGEMENT_WORDS.NOT_ASKED),
    field('Rule set', decision.ruleset),
    field('Decided', momentWords(decision.decidedAt)),
  ];
}

const field = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
const listed = (values: readonly string[]): string => (values.length > 0 ? values.join('; ') : 'None');
const kindWords = ({ kind }: AuditedDecision): string => (kind ? titleOf(kind) : 'Kind may not be told');
const tagOf = ({ outcome }: AuditedDecision) => ({
  text: OUTCOME_WORDS[outcome],
  classes: OUTCOME_CLASSES[outcome],
});
const groundWords = ({ row, modifiers }: AuditedDecision): string =>
  row ? `${row}: ${ROW_WORDS[row]}` : `Settled by ${modifiers.join(', ')}`;
