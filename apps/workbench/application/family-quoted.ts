import { ownFamilyOf } from '#identity';
import type { FamilyId } from '#platform';
import type { Readers } from './readers.js';

export interface FamilyQuoted {
  readonly family: FamilyId;
  /** As the hub writes what was quoted. */
  readonly quoted: string;
}

/**
 * The hub's family of which governance is quoted a reference. Viewers call a family after the first record that they see of it, so
 * that any of its records may give the reference. Undefined where governance may know nobody of that record, or two are called so.
 */
export async function familyQuoted(
  { people, audited }: Pick<Readers, 'people' | 'audited'>,
  reference: string,
): Promise<FamilyQuoted | undefined> {
  const found = new Map<FamilyId, string>();
  for (const name of await people.familiesByReference(reference)) {
    const family = await people.familyNamed(name);
    const persons = family === undefined ? [] : await audited.ofFamily(family);
    const isKnown = persons.some(({ records }) => records.some((record) => ownFamilyOf(record) === name));
    if (family === undefined || !isKnown) continue;
    found.set(family, (await people.familyById(name))?.reference ?? reference);
  }
  const [only] = found;
  return only && found.size === 1 ? { family: only[0], quoted: only[1] } : undefined;
}
