import type pg from 'pg';
import type { FamilyId } from '#platform';
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

const SCHEMES: readonly IdentifierScheme[] = ['nhsNumber', 'upn', 'uln', 'pncId', 'laChildId'];

/**
 * Families of persons of whom some item states an exact number, or a name narrowed by date of birth or postcode. All of
 * them: where some were left out here, those that a viewer may not know of could push out those that they may.
 */
export async function findCandidates(pool: pg.Pool, search: PeopleSearch): Promise<readonly FamilyId[]> {
  const { conditions, values } = conditionsOf(search);
  if (conditions.length === 0) return [];
  const { rows } = await pool.query<{ family: FamilyId }>(
    `SELECT DISTINCT p.family_id AS family FROM families.persons p
     WHERE ${conditions.map(statedOf).join(' AND ')} ORDER BY 1`,
    [...values],
  );
  return rows.map(({ family }) => family);
}

/** Each by an item of its own: one may state the name and another the date of birth. */
const statedOf = (condition: string): string => `p.person_id IN (
  SELECT k.person_id FROM families.observations o JOIN families.records k USING (record_id) WHERE ${condition})`;

interface Conditions {
  readonly conditions: readonly string[];
  readonly values: readonly unknown[];
}

function conditionsOf(search: PeopleSearch): Conditions {
  const found: { condition: (slot: string) => string; value: unknown }[] = [];
  if (search.identifier?.trim())
    found.push({
      condition: (slot) => `o.identifiers @> ANY(${slot}::jsonb[])`,
      value: identifiersLike(search.identifier),
    });
  const names = namesOf(search);
  if (names.length > 0)
    found.push({ condition: (slot) => `o.search_names && ${slot}::text[]`, value: names });
  if (found.length === 0 && !(search.dateOfBirth && search.postcode)) return { conditions: [], values: [] };
  if (search.dateOfBirth) {
    // What is not a date finds nobody rather than fails.
    const date = isDate(search.dateOfBirth) ? search.dateOfBirth : null;
    found.push({ condition: (slot) => `o.date_of_birth = ${slot}::date`, value: date });
  }
  if (search.postcode)
    found.push({ condition: (slot) => `o.postcode = ${slot}`, value: foldPostcode(search.postcode) });
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
