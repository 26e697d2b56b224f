import { type RelationshipKind, type StatedRelationship, type Subject, type SubjectRole } from '#contracts';
import { type Calendar } from '../chance/calendar.js';
import { type AgencyKey } from '../population/agencies.js';
import { type Household } from '../population/population.js';
import { type Person } from '../population/person.js';
import { addressOnFile, type RecordOffice } from '../population/record-office.js';
import { type Cast } from './cast.js';

/** Agencies that write down how people belong together; hospitals and police mostly do not. */
const STATES_RELATIONSHIPS: readonly AgencyKey[] = [
  'socialCare',
  'earlyHelp',
  'community',
  'ashgrove',
  'beechLane',
  'cedarPark',
];

/** Turns people into the subjects of an event, as the publishing agency knows them. */
export class SubjectWriter {
  constructor(
    private readonly office: RecordOffice,
    private readonly calendar: Calendar,
  ) {}

  localId(agency: AgencyKey, person: Person, household: Household): string {
    return this.office.recordOf(agency, person, household.named).localId;
  }

  subjects(agency: AgencyKey, cast: Cast, household: Household, day: number): readonly Subject[] {
    const withFocus = [...cast.about, ...cast.mentions].some((person) => person.part === 'child');
    const write = (onRecord: boolean) => (person: Person) =>
      this.subject(agency, person, { household, day, onRecord, withFocus });
    return [...cast.about.map(write(true)), ...cast.mentions.map(write(false))];
  }

  relationships(agency: AgencyKey, cast: Cast, household: Household): readonly StatedRelationship[] {
    if (!STATES_RELATIONSHIPS.includes(agency)) return [];
    const people = [...cast.about, ...cast.mentions];
    return people.flatMap((from) =>
      people.flatMap((to) => {
        const kind = relationshipOf(from, to);
        if (kind === undefined) return [];
        const localId = (person: Person) => this.localId(agency, person, household);
        return [{ from: localId(from), to: localId(to), kind }];
      }),
    );
  }

  private subject(
    agency: AgencyKey,
    person: Person,
    how: { household: Household; day: number; onRecord: boolean; withFocus: boolean },
  ): Subject {
    const record = this.office.recordOf(agency, person, how.household.named);
    const address = addressOnFile(record, how.household.family, how.day);
    const held = Object.keys(record.identifiers).length > 0;
    return {
      localId: record.localId,
      role: roleOf(person, how.withFocus, this.calendar.ageOn(person.bornOn, how.day)),
      onRecord: how.onRecord,
      ...(held ? { identifiers: record.identifiers } : {}),
      names: record.names,
      dateOfBirth: record.dateOfBirth,
      sex: record.sex,
      ...(address === undefined ? {} : { address }),
    };
  }
}

function roleOf(person: Person, withFocus: boolean, age: number): SubjectRole {
  switch (person.part) {
    case 'sibling':
      return withFocus ? 'sibling' : age >= 16 ? 'young-person' : 'child';
    case 'child':
      return age >= 16 ? 'young-person' : 'child';
    case 'aunt':
    case 'uncle':
      return 'aunt-or-uncle';
    case 'mother':
    case 'father':
    case 'partner':
    case 'grandparent':
      return person.part;
  }
}

/** Stated once a pair: parents of children, the child of its siblings, partner of mother, relatives of the child. */
function relationshipOf(from: Person, to: Person): RelationshipKind | undefined {
  if ((from.part === 'mother' || from.part === 'father') && to.isChild) return 'PARENT_OF';
  if (from.part === 'child' && to.part === 'sibling') return 'SIBLING_OF';
  if (from.part === 'partner' && to.part === 'mother') return 'PARTNER_OF';
  if (['aunt', 'uncle', 'grandparent'].includes(from.part) && to.isChild) return 'RELATIVE_OF';
  return undefined;
}
