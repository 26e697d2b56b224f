export * from './domain/events.js';
export * from './domain/identity-fact.js';
export {
  initialIdentity,
  familyOf,
  personOf,
  recordsOf,
  type IdentityState,
  type PersonState,
  type RecordState,
} from './domain/identity-state.js';
export { evolveIdentity } from './domain/evolve-identity.js';
export { layerIdentity } from './domain/layer-identity.js';
export { mendIdentity, type Mending } from './domain/mend-identity.js';
export { kinRecords, recordsLike } from './domain/kin-records.js';
export { recordKeys, demographicsOf, type Digest } from './domain/record-keys.js';
export { isProfessional, recordsStated, type StatedItem, type StatedRecord } from './domain/stated-item.js';
export { personIdOf, resolveSubjects, type Resolving } from './domain/resolve-subjects.js';
export { observe, type Observing } from './domain/observe.js';
export { recordStated, type PersonRecord, type Statement } from './domain/statement.js';
export { familiesSeen, type SeenFamily, type SeenItem, type SeenRecord } from './domain/seen-families.js';
export { ownFamilyOf } from './domain/own-family.js';
export { familyReference } from './domain/family-reference.js';
export { foldText, givenNamesOf, searchNamesOf } from './domain/normalise-name.js';
export { foldAddressLine, foldPostcode, householdOf } from './domain/normalise-address.js';
export { foldIdentifier, foldIdentifiers, type IdentifierScheme } from './domain/normalise-identifiers.js';
export { sealFacts, type SealedFact } from './application/seal-facts.js';
export { openFacts } from './application/open-facts.js';
export { createIdentityProjection } from './adapters/postgres/families.projection.js';
export { createPeopleReader, type PeopleReader } from './adapters/postgres/people-reader.js';
export type { PeopleSearch } from './adapters/postgres/people-search.js';
