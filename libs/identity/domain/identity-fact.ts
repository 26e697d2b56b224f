import type { FamilyId, PersonId, RecordId } from '#platform';
import type {
  Demographics,
  FamilyFormed,
  MatchKeys,
  PersonJoinedFamily,
  RecordLinked,
  RecordObserved,
  RecordSighted,
  RelationshipStated,
} from './events.js';

export type OpenedSighting = Omit<RecordSighted, 'sealed'> & { readonly matchKeys: MatchKeys | 'erased' };
export type OpenedObservation = Omit<RecordObserved, 'sealed'> & {
  readonly demographics: Demographics | 'erased';
};

/** An identity event with what is sealed in it opened; what the decider reads and gives. */
export type IdentityFact =
  | { readonly type: 'RecordSighted'; readonly data: OpenedSighting }
  | { readonly type: 'RecordObserved'; readonly data: OpenedObservation }
  | { readonly type: 'RecordLinked'; readonly data: RecordLinked }
  | { readonly type: 'RelationshipStated'; readonly data: RelationshipStated }
  | { readonly type: 'PersonJoinedFamily'; readonly data: PersonJoinedFamily }
  | { readonly type: 'FamilyFormed'; readonly data: FamilyFormed };

export const IDENTITY_STREAMS = ['record-', 'person-', 'family-'] as const;
export const recordStream = (record: RecordId): string => `record-${record}`;
export const personStream = (person: PersonId): string => `person-${person}`;
export const familyStream = (family: FamilyId): string => `family-${family}`;

/** The stream that a fact is appended to. */
export function streamOf({ type, data }: IdentityFact): string {
  switch (type) {
    case 'RecordSighted':
    case 'RecordObserved':
    case 'RecordLinked':
    case 'RelationshipStated':
      return recordStream(data.record);
    case 'PersonJoinedFamily':
      return personStream(data.person);
    case 'FamilyFormed':
      return familyStream(data.family);
  }
}

/** What makes a fact itself: the same cause gives the same event id, so that a redelivered item adds nothing. */
export function causeOf({ type, data }: IdentityFact): readonly string[] {
  switch (type) {
    case 'RecordSighted':
    case 'RecordObserved':
      return [data.item];
    case 'RecordLinked':
      return [data.person, data.item];
    case 'RelationshipStated':
      return [data.related, data.kind, data.item];
    case 'PersonJoinedFamily':
      return [data.family, data.item];
    case 'FamilyFormed':
      return [];
  }
}
