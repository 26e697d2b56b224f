import type { AuditedAgreement, Paged, StandingItem } from '#governance';
import { SECTOR_WORDS, titleOf, type Sector } from '#contracts';
import type { AgreementNote, Row } from '#sharing';
import { dateWords, momentWords } from '../../frame/dates.js';
import { PURPOSE_WORDS, ROW_WORDS } from '../../frame/words.js';
import { agreementTag } from '../../oversight/agreement-status.js';
import { agreementReference } from '../item/why-shared.js';
import { pagerOf, selectItems } from '../../oversight/list-query.js';

type NameOf = (code: string) => string;

export const STATUS_CHOICES = [
  ['GIVEN', 'Agreed'],
  ['WITHDRAWN', 'Withdrawn'],
  ['REFUSED', 'Refused'],
  ['SUPERSEDED', 'Replaced'],
] as const;

const AUTHORITY_WORDS = {
  SELF: 'The person themselves',
  PR: 'Someone with parental responsibility',
  COURT: 'A court',
  ATTORNEY: 'An attorney',
  BEST_INTERESTS: 'A decision in their best interests',
} as const;

export function agreementsPage(
  list: Paged<AuditedAgreement>,
  filters: { readonly status: string | undefined; readonly agency: string | undefined },
  agencies: readonly (readonly [string, string])[],
  nameOf: NameOf,
  now: Date,
) {
  return {
    title: 'Agreements to share',
    section: 'Oversight',
    statuses: selectItems(STATUS_CHOICES, filters.status),
    agencies: selectItems(agencies, filters.agency),
    filtered: filters.status !== undefined || filters.agency !== undefined,
    pager: pagerOf('/ig/agreements', filters, list),
    rows: list.rows.map((agreement) => ({
      href: `/ig/agreements/${agreement.facts.agreement}`,
      code: agreementReference(agreement.facts.agreement),
      reference: agreement.reference,
      agency: nameOf(agreement.agency),
      tag: agreementTag(agreement.facts, now),
      wording: agreement.wordingVersion ?? 'Not recorded',
      ends: endWords(agreement),
      standing: agreement.standing,
    })),
  };
}

export function agreementPage(
  agreement: AuditedAgreement,
  note: AgreementNote | undefined,
  standing: readonly StandingItem[],
  nameOf: NameOf,
  now: Date,
) {
  return {
    title: `Agreement ${agreementReference(agreement.facts.agreement)}`,
    section: 'Oversight',
    tag: agreementTag(agreement.facts, now),
    withdrawalHref: `/ig/agreements/${agreement.facts.agreement}/withdrawal`,
    fields: fieldsOf(agreement, note, nameOf),
    standing: standing.map((item) => ({
      href: `/ig/items/${item.item}`,
      title: titleOf(item.type),
      agency: nameOf(item.agency),
      received: momentWords(item.receivedAt),
      sharedWith: item.permitted.map(
        ({ recipient, row }) => `${nameOf(recipient)}: ${ROW_WORDS[row as Row]} (${row})`,
      ),
    })),
  };
}

function fieldsOf(agreement: AuditedAgreement, note: AgreementNote | undefined, nameOf: NameOf) {
  const { facts } = agreement;
  const given = [
    field('Recorded by', nameOf(agreement.agency)),
    field('Their reference', agreement.reference),
    field('Given by', note ? note.givenBy.name : 'Not recorded, or erased'),
    field('Authority', AUTHORITY_WORDS[facts.authority]),
    field('Competence', competenceWords(note)),
  ];
  const terms = [
    field('Purposes', listed(facts.purposes.map((purpose) => PURPOSE_WORDS[purpose]))),
    field('May be shared with', listed(facts.recipients.map(nameOf))),
    field('Kinds', listed(facts.categories.map(categoryWords))),
    field('Left out', listed(facts.exclusions.map(categoryWords))),
    field('How it was given', agreement.method?.toLowerCase() ?? 'Not recorded'),
    field('Wording and notice', `${agreement.wordingVersion ?? '–'} and ${agreement.noticeVersion ?? '–'}`),
  ];
  const dates = [
    field('Given', dated(facts.givenAt)),
    field('Review', dated(agreement.reviewAt)),
    field('Ends', endWords(agreement)),
  ];
  return [...given, ...terms, ...dates];
}

const field = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
const listed = (values: readonly string[]): string => (values.length > 0 ? values.join('; ') : 'None');
const dated = (text: string | undefined): string => (text ? dateWords(new Date(text)) : 'Not recorded');

function endWords({ facts }: AuditedAgreement): string {
  if (facts.status === 'REFUSED') return `Refused ${dated(facts.endedAt)}`;
  if (facts.status === 'SUPERSEDED') return `Replaced ${dated(facts.endedAt)}`;
  return facts.endedAt ? `Withdrawn from ${dated(facts.endedAt)}` : dated(facts.expiresAt);
}

function competenceWords(note: AgreementNote | undefined): string {
  const competence = note?.competence;
  if (!competence) return 'No note';
  const result = competence.result === 'COMPETENT' ? 'Understands this decision' : 'Does not understand it';
  return `${result}. Judged by ${competence.by}, ${dated(competence.date)}: ${competence.reason}`;
}

const categoryWords = (category: string): string =>
  category in SECTOR_WORDS ? SECTOR_WORDS[category as Sector] : titleOf(category);
