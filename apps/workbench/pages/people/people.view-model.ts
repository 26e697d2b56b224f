import type { RelationshipKind } from '#contracts';
import type { PersonId } from '#platform';
import type { AgencyDirectory } from '#access';
import type { PeoplePage } from '../../application/view-people.query.js';
import { ageWords } from '../ages.js';
import { familyFrame } from '../family-frame.js';

const KIND_WORDS: Readonly<Record<RelationshipKind, string>> = {
  PARENT_OF: 'Parent of',
  SIBLING_OF: 'Brother or sister of',
  PARTNER_OF: 'Partner of',
  CARER_OF: 'Carer of',
  RELATIVE_OF: 'Relative of',
};

/** The same relation told from the other side. */
const INVERSE_WORDS: Readonly<Record<RelationshipKind, string>> = {
  ...KIND_WORDS,
  PARENT_OF: 'Child of',
  CARER_OF: 'Cared for by',
};

/** People of the family whom the viewer may see; nobody else takes up a row, a number or a gap. */
export function peoplePage({ view }: PeoplePage, { agencies }: AgencyDirectory, now: Date) {
  const names = new Map(view.persons.map(({ person, name }) => [person, name]));
  const relationsOf = (person: PersonId) =>
    view.relationships.flatMap(({ from, to, kind }) => {
      const other = from === person ? names.get(to) : to === person ? names.get(from) : undefined;
      return other === undefined ? [] : [`${(from === person ? KIND_WORDS : INVERSE_WORDS)[kind]} ${other}`];
    });
  return {
    title: 'People',
    section: `Family ${view.reference}`,
    familyFrame: familyFrame(view, 'people'),
    people: view.persons.map(({ person, name, dateOfBirth, records }) => ({
      name,
      age: ageWords(dateOfBirth, now),
      relations: [...new Set(relationsOf(person))],
      agencies: agencies
        .filter(({ id }) => records.some(({ agency }) => agency === id))
        .map((agency) => agency.name),
    })),
  };
}
