import { ROLE_POLICIES, STAFF_ROLES, type StaffRole } from '#access';
import type { AuditedDisclosure, Paged } from '#governance';
import { momentWords } from '../../frame/dates.js';
import { PURPOSE_WORDS } from '../../frame/words.js';
import { pagerOf, selectItems } from '../../oversight/list-query.js';

export const PURPOSE_CHOICES: readonly (readonly [string, string])[] = Object.entries(PURPOSE_WORDS);
export const ROLE_CHOICES = STAFF_ROLES.map((role) => [role, ROLE_POLICIES[role].words] as const);

const PAGE_WORDS: Readonly<Record<string, string>> = {
  TIMELINE: 'Timeline',
  ITEM: 'One item',
  PEOPLE: 'People',
  SEARCH: 'Search results',
  AGREEMENT: 'Agreement',
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
      at: momentWords(look.at),
      viewer: look.viewer,
      role: roleWords(look.role),
      agency: nameOf(look.agency),
      purpose: PURPOSE_WORDS[look.purpose],
      reference: look.reference,
      opened: openedWords(look),
    })),
  };
}

const roleWords = (role: string): string =>
  (STAFF_ROLES as readonly string[]).includes(role) ? ROLE_POLICIES[role as StaffRole].words : role;

function openedWords({ page, family, items }: AuditedDisclosure): string {
  const what = PAGE_WORDS[page] ?? page;
  const whose = family ? `${what} of family ${family}` : what;
  return items > 0 ? `${whose}: ${items} ${items === 1 ? 'item' : 'items'}` : whose;
}
