import type { FamilyId } from '#platform';
import { familyReference, type PeopleReader } from '#identity';

/** What people call a family: the same for one of which only stubs are known, so that it does not tell of anything more. */
export const referenceOf = async (
  people: Pick<PeopleReader, 'familyById'>,
  family: FamilyId,
): Promise<string> => (await people.familyById(family))?.reference ?? familyReference(family, new Set());
