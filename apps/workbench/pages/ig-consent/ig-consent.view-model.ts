import { reasonOf } from '#contracts';
import type { DueAgreement, FoundWithoutBasis, Paged, Standing, Turn } from '#governance';
import { dateWords, momentWords } from '../../frame/dates.js';
import { basisLine } from '../../oversight/basis-words.js';
import type { ConsentOverview } from '../../oversight/consent-reads.js';
import { kindWords } from '../../oversight/decision-words.js';
import { pagerOf } from '../../oversight/list-query.js';
import { WHAT_WORDS } from '../ig-item/ig-item.view-model.js';
import { agreementReference, overrideReference } from '../item/why-shared.js';

type NameOf = (code: string) => string;

export const consentPage = (
  { status, faulty, due, refusals, turns, waiting }: ConsentOverview,
  nameOf: NameOf,
) => ({
  title: 'Consent audit',
  section: 'Oversight',
  basis: basisLine(status, faulty.length),
  faulty: faulty.map((item) => faultyRow(item, nameOf)),
  due: due.map((agreement) => dueRow(agreement, nameOf)),
  refused: refusals.refused,
  withdrawn: refusals.withdrawn,
  overridden: refusals.overridden,
  denied: refusals.denied.map(({ reason, decisions }) => ({
    ...{ code: reason, decisions },
    sentence: reason === '' ? 'No reason given.' : reasonOf(reason).sentence,
  })),
  turns,
  waiting,
});

export const standingPage = (list: Paged<Standing>, nameOf: NameOf) => ({
  title: 'What stands on each agreement',
  section: 'Oversight',
  pager: pagerOf('/ig/consent/standing', {}, list),
  rows: list.rows.map(({ agreement, agency, recipient, items }) => ({
    ...agreementLink(agreement),
    agency: nameOf(agency),
    recipient: nameOf(recipient),
    items,
  })),
});

export const turnsPage = (list: Paged<Turn>, nameOf: NameOf) => ({
  title: 'Released and ceased',
  section: 'Oversight',
  pager: pagerOf('/ig/consent/changes', {}, list),
  rows: list.rows.map(({ item, what, at, agency, kind, agreement, override }) => ({
    href: `/ig/items/${item}`,
    item: kindWords({ kind }),
    what: WHAT_WORDS[what],
    at: momentWords(at),
    agency: nameOf(agency),
    agreement: agreement && agreementLink(agreement),
    otherwise: override ? `Override ${overrideReference(override)}` : UNTOLD[what],
  })),
});

/** Where the decision told of no agreement and no override. */
const UNTOLD: Readonly<Record<Turn['what'], string>> = {
  ItemReleased: 'Time alone, a link of records, or the end of a decision not to share',
  ItemCeased: 'Time alone, or a link of records',
};

const agreementLink = (agreement: string) => ({
  href: `/ig/agreements/${agreement}`,
  code: agreementReference(agreement),
});

const faultyRow = ({ item, agency, kind, foundAt }: FoundWithoutBasis, nameOf: NameOf) => ({
  href: `/ig/items/${item}`,
  item: kindWords({ kind }),
  agency: nameOf(agency),
  foundAt: momentWords(foundAt),
});

const dueRow = (
  { agreement, agency, reference, due, expiresAt, reviewAt }: DueAgreement,
  nameOf: NameOf,
) => ({
  ...agreementLink(agreement),
  ...{ reference, agency: nameOf(agency) },
  tag:
    due === 'EXPIRES'
      ? { text: 'Ends soon', classes: 'govuk-tag--yellow' }
      : { text: 'Past review', classes: 'govuk-tag--orange' },
  expires: dated(expiresAt),
  review: dated(reviewAt),
});

const dated = (text: string | undefined): string => (text ? dateWords(new Date(text)) : 'Not recorded');
