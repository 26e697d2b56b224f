import type { AgreementTurn, AuditedDisclosure, AuditedPerson, MadeDecision, Paged } from '#governance';
import { dateWords, instantWords, momentWords } from '../../frame/dates.js';
import { PURPOSE_WORDS } from '../../frame/words.js';
import { agreementTag } from '../../oversight/agreement-status.js';
import { groundWords, kindWords, outcomeTag } from '../../oversight/decision-words.js';
import { pagerOf } from '../../oversight/list-query.js';
import type { LivedAgreement } from '../../oversight/person-reads.js';
import { openedWords, roleWords } from '../ig-disclosures/ig-disclosures.view-model.js';
import { WHAT_WORDS } from '../ig-item/ig-item.view-model.js';
import { agreementReference } from '../item/why-shared.js';
import { personCode } from './person-code.js';

type NameOf = (code: string) => string;
type View = 'agreements' | 'decisions' | 'disclosures';

const NOT_FOUND = 'There is no family with this reference.';

/** `tried`: a reference that led nowhere; the same words whether there is none or it is sealed. */
export const searchPage = (tried?: string) => ({
  title: 'Check one person',
  section: 'Oversight',
  failed: tried !== undefined,
  typed: tried,
  error: tried === undefined ? undefined : tried === '' ? 'Enter a family reference.' : NOT_FOUND,
});

/** `quoted`: the reference by which it was found, which a viewer may take from another record than the hub does. */
export function familyPage(persons: readonly AuditedPerson[], now: Date, quoted?: string) {
  const reference = persons[0]?.reference ?? '';
  return {
    title: `Family ${reference}`,
    section: 'Oversight',
    reference,
    quoted: quoted === reference ? undefined : quoted,
    persons: persons.map((one) => ({
      href: `/ig/people/${one.person}`,
      code: personCode(one.person),
      age: ageGroup(one, now),
    })),
  };
}

export function personAgreementsPage(
  person: AuditedPerson,
  agreements: readonly LivedAgreement[],
  nameOf: NameOf,
  now: Date,
) {
  return {
    ...personFrame(person, 'agreements', now),
    agreements: agreements.map(({ agreement, life }) => ({
      href: `/ig/agreements/${agreement.facts.agreement}`,
      code: agreementReference(agreement.facts.agreement),
      agency: nameOf(agreement.agency),
      tag: agreementTag(agreement.facts, now),
      standing: agreement.standing,
      life: life.map(turnRow),
    })),
  };
}

export function personDecisionsPage(
  person: AuditedPerson,
  list: Paged<MadeDecision>,
  nameOf: NameOf,
  now: Date,
) {
  return {
    ...personFrame(person, 'decisions', now),
    pager: pagerOf(`/ig/people/${person.person}/decisions`, {}, list),
    rows: list.rows.map((made) => ({
      href: `/ig/items/${made.item}`,
      at: momentWords(made.at),
      item: kindWords(made),
      what: WHAT_WORDS[made.what],
      agency: nameOf(made.agency),
      recipient: made.recipient ? nameOf(made.recipient) : 'Nobody named',
      tag: outcomeTag(made),
      ground: groundWords(made),
      override: made.overrides.length > 0 ? `By override ${made.overrides.join(', ')}` : undefined,
    })),
  };
}

export function personDisclosuresPage(
  person: AuditedPerson,
  list: Paged<AuditedDisclosure>,
  nameOf: NameOf,
  now: Date,
) {
  return {
    ...personFrame(person, 'disclosures', now),
    pager: pagerOf(`/ig/people/${person.person}/disclosures`, {}, list),
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

function personFrame(person: AuditedPerson, active: View, now: Date) {
  const at = `/ig/people/${person.person}`;
  const tab = (view: View, text: string, href: string) => ({ text, href, active: view === active });
  const { family, reference } = person;
  return {
    title: `Person ${personCode(person.person)}`,
    section: 'Oversight',
    age: ageGroup(person, now),
    family: family && { href: `/ig/people/families/${family}`, text: `Family ${reference ?? ''}` },
    csv: `${at}/record.csv`,
    tabs: [
      tab('agreements', 'Agreements', at),
      tab('decisions', 'Decisions', `${at}/decisions`),
      tab('disclosures', 'Who has looked', `${at}/disclosures`),
    ],
  };
}

/** In the month of the eighteenth birthday a person still counts as a child. */
function ageGroup({ bornIn }: AuditedPerson, now: Date): string {
  if (bornIn === undefined) return 'Age not known';
  const [year = 0, month = 1] = bornIn.split('-').map(Number);
  return Date.UTC(year + 18, month, 1) > now.getTime() ? 'Child' : 'Adult';
}

const turnRow = ({ type, toldAt, from }: AgreementTurn) => ({
  what: TURN_WORDS[type] ?? type,
  from: from ? fromWords(from) : 'Not stated',
  told: momentWords(toldAt),
});

const TURN_WORDS: Readonly<Record<string, string>> = {
  AgreementGiven: 'Given',
  AgreementNarrowed: 'Narrowed',
  AgreementReviewed: 'Reviewed',
  AgreementWithdrawn: 'Withdrawn',
  AgreementRefused: 'Refused',
  AgreementExpired: 'Ended by the clock',
  AgreementSuperseded: 'Replaced by another',
};

function fromWords(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return 'A date that cannot be read';
  return text.length === 10 ? dateWords(at) : momentWords(at);
}
