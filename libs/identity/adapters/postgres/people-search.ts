import type pg from 'pg';
import type { PersonId } from '#platform';
import { foldPostcode } from '../../domain/normalise-address.js';
import { foldIdentifier, type IdentifierScheme } from '../../domain/normalise-identifiers.js';
import { isDate } from '../../domain/is-date.js';
import { foldText, namePairsOf } from '../../domain/normalise-name.js';

export interface PeopleSearch {
  readonly given?: string;
  readonly family?: string;
  /** ISO date. */
  readonly dateOfBirth?: string;
  readonly postcode?: string;
  /** Any number: NHS, UPN, ULN, PNC or child id, with or without spaces. */
  readonly identifier?: string;
}

const MOST = 50;
const SCHEMES: readonly IdentifierScheme[] = ['nhsNumber', 'upn', 'uln', 'pncId', 'laChildId'];
/** Persons of a family by an exact number, or by name narrowed by date of birth or postcode. */
export async function searchPeople(pool: pg.Pool, search: PeopleSearch): Promise<readonly PersonId[]> {
  const { conditions, values } = conditionsOf(search);
  if (conditions.length === 0) return [];
  const { rows } = await pool.query<{ person: PersonId }>(
    `SELECT DISTINCT k.person_id AS person FROM families.records k JOIN families.persons p USING (person_id)
     WHERE ${conditions.join(' AND ')} ORDER BY 1 LIMIT ${MOST}`,
    [...values],
  );
  return rows.map(({ person }) => person);
}

interface Conditions {
  readonly conditions: readonly string[];
  readonly values: readonly unknown[];
}

function conditionsOf(search: PeopleSearch): Conditions {
  const found: { condition: (slot: string) => string; value: unknown }[] = [];
  if (search.identifier?.trim())
    found.push({
      condition: (slot) => `k.identifiers @> ANY(${slot}::jsonb[])`,
      value: identifiersLike(search.identifier),
    });
  const names = namesOf(search);
  if (names.length > 0)
    found.push({ condition: (slot) => `k.search_names && ${slot}::text[]`, value: names });
  if (found.length === 0 && !(search.dateOfBirth && search.postcode)) return { conditions: [], values: [] };
  if (search.dateOfBirth) {
    // What is not a date finds nobody rather than fails.
    const date = isDate(search.dateOfBirth) ? search.dateOfBirth : null;
    found.push({ condition: (slot) => `k.date_of_birth = ${slot}::date`, value: date });
  }
  if (search.postcode)
    found.push({ condition: (slot) => `k.postcode = ${slot}`, value: foldPostcode(search.postcode) });
  return {
    conditions: found.map(({ condition }, index) => condition(`$${index + 1}`)),
    values: found.map(({ value }) => value),
  };
}

/** Given and family name together; a family name alone only beside a date of birth or a postcode. */
function namesOf({ given, family, dateOfBirth, postcode }: PeopleSearch): readonly string[] {
  if (!family?.trim()) return [];
  if (given?.trim()) return namePairsOf({ given, family }).map(([first, last]) => `${last} ${first}`);
  return dateOfBirth !== undefined || postcode !== undefined ? [foldText(family)] : [];
}

const identifiersLike = (identifier: string): readonly string[] =>
  SCHEMES.map((scheme) => JSON.stringify({ [scheme]: foldIdentifier(scheme, identifier) }));
