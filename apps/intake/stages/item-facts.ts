import { kindOf, type Sector, type SourceEvent, type Subject } from '#contracts';
import type { AgencyId, ItemId, PersonId, RecordId } from '#platform';
import type { StoredFacts } from '#journey';
import type { ItemFacts, PersonInItem } from '#sharing';
import { sharingFacts, statedBeside } from './sharing-facts.js';

/** A subject of the event, with the record and person it stands for. */
export interface ResolvedSubject {
  readonly subject: Subject;
  readonly record: RecordId;
  readonly person: PersonId;
}

export const partyOf = ({ role, onRecord }: Subject): PersonInItem['party'] => {
  if (onRecord) return 'SUBJECT';
  return role === 'professional' ? 'PROFESSIONAL' : 'THIRD_PARTY';
};

const sectorOf = (type: string): Sector => type.split('.')[0] as Sector;

/** What the decision may know of the event: nothing sealed but dates of birth. */
export function factsOf(
  event: SourceEvent,
  agency: AgencyId,
  item: ItemId,
  subjects: readonly ResolvedSubject[],
): ItemFacts {
  return {
    item,
    agency,
    sector: sectorOf(event.type),
    kind: kindOf(event.type),
    sensitivity: event.data.sensitivity,
    restricted: event.data.restricted ?? [],
    sharing: sharingFacts(event),
    people: subjects.map(personOf),
    occurredAt: new Date(event.time),
    ...statedBeside(event.data),
  };
}

function personOf({ subject, record, person }: ResolvedSubject): PersonInItem {
  const { dateOfBirth } = subject;
  return {
    record,
    person,
    party: partyOf(subject),
    ...(dateOfBirth === undefined ? {} : { bornOn: monthOf(dateOfBirth) }),
    ...flagsOf(subject),
  };
}

/** Decided by the month from the first, because every later decision has the month alone. */
const monthOf = (dateOfBirth: string): string => dateOfBirth.slice(0, 7);

/** What is stated of a person that says nothing of who it is. */
function flagsOf({ processing, unborn, atRisk, necessary, restricted }: Subject) {
  return {
    ...(processing === undefined ? {} : { processing }),
    ...(unborn === undefined ? {} : { unborn }),
    ...(atRisk === undefined ? {} : { atRisk }),
    ...(necessary === undefined ? {} : { necessary }),
    ...(restricted === undefined ? {} : { restricted }),
  };
}

/** What is kept in the clear for deciding again: no date of birth, only its month. */
export function storedFactsOf(facts: ItemFacts, subjects: readonly ResolvedSubject[]): StoredFacts {
  const people = subjects.map(({ subject, record }) => ({
    record,
    role: subject.role,
    party: partyOf(subject),
    ...(subject.dateOfBirth === undefined ? {} : { bornIn: monthOf(subject.dateOfBirth) }),
    ...flagsOf(subject),
  }));
  return { ...withoutOrigin(facts), people };
}

const withoutOrigin = ({
  item: _item,
  agency: _agency,
  people: _people,
  occurredAt: _at,
  ...kept
}: ItemFacts) => kept;
