import { ROLE_POLICIES, STAFF_ROLES, type StaffRole } from '#access';
import { titleOf } from '#contracts';
import type { AuditedDisclosure, AuditedPerson, DisclosedItem, Paged } from '#governance';
import type { Row } from '#sharing';
import { instantWords } from '../../frame/dates.js';
import { PURPOSE_WORDS, ROW_WORDS } from '../../frame/words.js';
import { pagerOf, selectItems } from '../../oversight/list-query.js';
import { personCode } from '../ig-people/person-code.js';

export const PURPOSE_CHOICES: readonly (readonly [string, string])[] = Object.entries(PURPOSE_WORDS);
/** Those that look at records. */
export const ROLE_CHOICES = STAFF_ROLES.filter((role) => ROLE_POLICIES[role].recipientRole !== undefined).map(
  (role) => [role, ROLE_POLICIES[role].words] as const,
);

const PAGE_WORDS: Readonly<Record<string, string>> = {
  TIMELINE: 'Timeline',
  ITEM: 'One item',
  PEOPLE: 'People',
  SEARCH: 'Search results',
  AGREEMENT: 'Agreement',
  OVERRIDE: 'Override of a refusal',
  REVIEW: 'Review of what was not shared',
  CONNECTION: 'Declared connection',
  DECISIONS: 'Decisions on one item',
  PERSON_AUDIT: 'What was decided and seen of one person',
  PERSON_EXPORT: 'The same as a file',
  LOOK: 'Who looked, opened',
};

export interface DisclosureFilters {
  readonly purpose: string | undefined;
  readonly role: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export function disclosuresPage(
  list: Paged<AuditedDisclosure>,
  filters: DisclosureFilters,
  nameOf: (code: string) => string,
) {
  return {
    title: 'Who has looked',
    section: 'Oversight',
    purposes: selectItems(PURPOSE_CHOICES, filters.purpose),
    roles: selectItems(ROLE_CHOICES, filters.role),
    from: filters.from ?? '',
    to: filters.to ?? '',
    filtered: Object.values(filters).some((value) => value !== undefined),
    pager: pagerOf('/ig/disclosures', { ...filters }, list),
    rows: list.rows.map((look) => ({
      href: `/ig/disclosures/${look.disclosure}`,
      at: instantWords(look.at),
      viewer: look.viewer,
      role: roleWords(look.role),
      agency: nameOf(look.agency),
      purpose: PURPOSE_WORDS[look.purpose],
      reference: look.reference,
      opened: openedWords(look),
    })),
  };
}

/** One look: who, when, what for, and each item that was shown with the row it was shown on. */
export function disclosurePage(
  look: AuditedDisclosure,
  {
    items,
    persons,
  }: { readonly items: readonly DisclosedItem[]; readonly persons: readonly AuditedPerson[] },
  nameOf: (code: string) => string,
) {
  return {
    title: 'What was opened',
    section: 'Oversight',
    fields: [
      field('When', instantWords(look.at)),
      field('Who', `${look.viewer}, ${roleWords(look.role)}`),
      field('Agency', nameOf(look.agency)),
      field('Team', nameOf(look.recipient)),
      field('Purpose', PURPOSE_WORDS[look.purpose]),
      field('Reference', look.reference),
      field('Opened', openedWords(look)),
      field('Rule set', look.ruleset),
    ],
    persons: persons.map(({ person }) => ({ href: `/ig/people/${person}`, code: personCode(person) })),
    items: items.map((item) => ({
      href: `/ig/items/${item.item}`,
      title: item.type ? titleOf(item.type) : 'No longer shared',
      agency: nameOf(item.agency),
      row: `${item.row}: ${ROW_WORDS[item.row as Row]}`,
    })),
  };
}

const field = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });

export const roleWords = (role: string): string =>
  (STAFF_ROLES as readonly string[]).includes(role) ? ROLE_POLICIES[role as StaffRole].words : role;

/** Without a number: one that counts restricted items would tell of them beside a list that leaves them out. */
export function openedWords({ page, family }: AuditedDisclosure): string {
  const what = PAGE_WORDS[page] ?? page;
  return family ? `${what} of family ${family}` : what;
}
