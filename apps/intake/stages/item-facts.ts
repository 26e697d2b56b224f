import type { EventData, Sector, SourceEvent, Subject } from '#contracts';
import type { AgencyId, ItemId, PersonId, RecordId } from '#platform';
import type { StoredFacts } from '#journey';
import type { ItemFacts, JudgementFacts, PersonInItem } from '#sharing';

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

export const sectorOf = (type: string): Sector => type.split('.')[0] as Sector;
export const kindOf = (type: string): string => type.replace(/\.v\d+$/, '');

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
    sharing: sharingOf(event.data),
    people: subjects.map(personOf),
    occurredAt: new Date(event.time),
  };
}

function personOf({ subject, record, person }: ResolvedSubject): PersonInItem {
  const { dateOfBirth } = subject;
  return {
    record,
    person,
    party: partyOf(subject),
    ...(dateOfBirth === undefined ? {} : { bornOn: dateOfBirth }),
  };
}

function sharingOf({ sharing: { judgement, ...sharing } }: EventData): ItemFacts['sharing'] {
  return judgement === undefined ? sharing : { ...sharing, judgement: judgementFacts(judgement) };
}

function judgementFacts(judgement: NonNullable<EventData['sharing']['judgement']>): JudgementFacts {
  const { name, reason, ...open } = judgement;
  return { ...open, named: name.trim() !== '', reasoned: reason.trim() !== '' };
}

/** What is kept in the clear for deciding again: no date of birth, only its month. */
export function storedFactsOf(facts: ItemFacts, subjects: readonly ResolvedSubject[]): StoredFacts {
  const { sector, kind, sensitivity, restricted, sharing } = facts;
  const people = subjects.map(({ subject, record }) => ({
    record,
    role: subject.role,
    party: partyOf(subject),
    ...(subject.dateOfBirth === undefined ? {} : { bornIn: subject.dateOfBirth.slice(0, 7) }),
  }));
  return { sector, kind, sensitivity, restricted, sharing, people };
}
