import { ownFamilyOf } from '#identity';
import type { FamilyId } from '#platform';
import type { Readers } from './readers.js';

/**
 * The hub's family of which governance is quoted a reference. Viewers call a family after the first record that they see of it, so
 * that any of its records may give the reference. Undefined where governance may know nobody of that record, or two are called so.
 */
export async function familyQuoted(
  { people, audited }: Pick<Readers, 'people' | 'audited'>,
  reference: string,
): Promise<FamilyId | undefined> {
  const found = new Set<FamilyId>();
  for (const name of await people.familiesByReference(reference)) {
    const family = await people.familyNamed(name);
    const persons = family === undefined ? [] : await audited.ofFamily(family);
    const isKnown = persons.some(({ records }) => records.some((record) => ownFamilyOf(record) === name));
    if (family !== undefined && isKnown) found.add(family);
  }
  const [only] = found;
  return found.size === 1 ? only : undefined;
}
