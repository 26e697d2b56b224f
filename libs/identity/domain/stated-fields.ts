import { derivedUuid } from '#platform';
import type { Demographics } from './events.js';

/** A short digest of each field that is stated; a field left out is not a statement that it is gone. */
export function statedFields(demographics: Demographics): Readonly<Record<string, string>> {
  const { identifiers, names, dateOfBirth, sex, address } = demographics;
  const fields: Record<string, unknown> = { ...identifiers, dateOfBirth, sex };
  if (names.length > 0) fields['names'] = names.map(({ given, family, use }) => [given, family, use ?? '']);
  if (address) fields['address'] = [address.line1, address.town ?? '', address.postcode ?? ''];
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, derivedUuid('stated', field, JSON.stringify(value))]),
  );
}

/** What a late item about an earlier time may still add: fields of which nothing was stated since. */
export function onlyNew(
  { identifiers, names, dateOfBirth, sex, address, household, ...rest }: Demographics,
  known: Readonly<Record<string, string>>,
): Demographics {
  const isNew = (field: string) => known[field] === undefined;
  return {
    ...rest,
    identifiers: Object.fromEntries(Object.entries(identifiers).filter(([scheme]) => isNew(scheme))),
    names: isNew('names') ? names : [],
    ...(dateOfBirth !== undefined && isNew('dateOfBirth') && { dateOfBirth }),
    ...(sex !== undefined && isNew('sex') && { sex }),
    ...(address !== undefined &&
      isNew('address') && { address, ...(household !== undefined && { household }) }),
  };
}
