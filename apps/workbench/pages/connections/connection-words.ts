import {
  CONNECTION_FAULTS,
  CONNECTION_KINDS,
  type ConnectionFault,
  type ConnectionKind,
  type ConnectionState,
} from '#access';
import type { Tag } from '../tags.js';

export const KIND_WORDS: Readonly<Record<ConnectionKind, string>> = {
  SUBJECT: 'In the family',
  RELATIVE: 'Related to somebody in the family',
  LINKED_TO_SUSPECT: 'Knows a person whom somebody in the family must be kept safe from',
  OTHER: 'Knows somebody in the family in another way',
};

/** To the person whom it is about. */
export const YOUR_KIND_WORDS: typeof KIND_WORDS = {
  SUBJECT: 'You are in the family',
  RELATIVE: 'You are related to somebody in the family',
  LINKED_TO_SUSPECT: 'You know a person whom somebody in the family must be kept safe from',
  OTHER: 'You know somebody in the family in another way',
};

/** What each comes to, said before it is chosen. */
const HINTS: Readonly<Record<ConnectionKind, string>> = {
  SUBJECT: 'Nothing of the family is shown any more.',
  RELATIVE: 'By birth, marriage, partnership or care. Nothing of the family is shown any more.',
  LINKED_TO_SUSPECT: 'What leads to a safe address is taken away from what is shown.',
  OTHER: 'For example a neighbour or friend. The family is shown as before, with a reminder on each page.',
};

export const kindChoices = (words: typeof KIND_WORDS) =>
  CONNECTION_KINDS.map((value) => ({ value, text: words[value], hint: { text: HINTS[value] } }));

export const errorsOf = (faults: readonly ConnectionFault[]) =>
  faults.map((fault) => ({ text: CONNECTION_FAULTS[fault], href: PLACES[fault] ?? '#reason' }));

const PLACES: Readonly<Partial<Record<ConnectionFault, string>>> = {
  'CONNECTION.NO_FAMILY': '#reference',
  'CONNECTION.STAFF_MISSING': '#staff',
  'CONNECTION.KIND_MISSING': '#kind',
  'CONNECTION.ANSWER_MISSING': '#main-content',
  'CONNECTION.ALREADY_CONFIRMED': '#main-content',
  'CONNECTION.ALREADY_ENDED': '#main-content',
};

export function standingTag({ confirmed, ended }: ConnectionState): Tag {
  if (ended) return { text: 'Ended', classes: 'govuk-tag--grey' };
  return confirmed
    ? { text: 'Confirmed', classes: 'govuk-tag--green' }
    : { text: 'To confirm', classes: 'govuk-tag--yellow' };
}
