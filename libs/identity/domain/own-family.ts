import type { FamilyId, RecordId } from '#platform';
import { familyReference } from './family-reference.js';
import { familyIdOf } from './join-families.js';
import { personIdOf } from './resolve-subjects.js';

/** The family that a record comes to where nothing joins it to another. Every family is that of some record. */
export const ownFamilyOf = (record: RecordId): FamilyId => familyIdOf(personIdOf(record));

/** Its reference as long as no other family has the same. */
export const ownReferenceOf = (record: RecordId): string => familyReference(ownFamilyOf(record), new Set());
