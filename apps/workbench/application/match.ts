import {
  foldIdentifier,
  foldPostcode,
  foldText,
  givenNamesOf,
  type IdentifierScheme,
  type PersonRecord,
} from '#identity';
import type { SearchCriteria } from './search-criteria.js';

export type Agreement = 'Agrees' | 'Close' | 'Differs' | 'Not held';

export interface MatchedField {
  readonly field: string;
  readonly yours: string;
  readonly held: string;
  readonly agreement: Agreement;
}

export interface Match {
  readonly word: 'Confirmed' | 'Likely' | 'Possible';
  readonly fields: readonly MatchedField[];
}

const SCHEMES: readonly IdentifierScheme[] = ['nhsNumber', 'upn', 'uln', 'pncId', 'laChildId'];

/**
 * How well a person fits, by records that the viewer may see and no others. Undefined where those alone do not show a
 * match: being found must not tell what a hidden record holds.
 */
export function findMatch(criteria: SearchCriteria, records: readonly PersonRecord[]): Match | undefined {
  const fields = [
    criteria.identifier ? identifierField(criteria.identifier, records) : undefined,
    criteria.given ? givenField(criteria.given, records) : undefined,
    criteria.family ? familyField(criteria.family, records) : undefined,
    criteria.dateOfBirth ? birthField(criteria.dateOfBirth, records) : undefined,
    criteria.postcode ? postcodeField(criteria.postcode, records) : undefined,
  ].filter((field) => field !== undefined);
  if (!fields.every(({ agreement }) => agreement === 'Agrees' || agreement === 'Close')) return undefined;
  return { word: wordOf(criteria, fields), fields };
}

function wordOf(criteria: SearchCriteria, fields: readonly MatchedField[]): Match['word'] {
  if (criteria.identifier) return 'Confirmed';
  const exact = fields.every(({ agreement }) => agreement === 'Agrees');
  if (!exact || criteria.dateOfBirth === undefined) return 'Possible';
  return fields.length >= 4 ? 'Confirmed' : 'Likely';
}

function identifierField(yours: string, records: readonly PersonRecord[]): MatchedField {
  const agrees = records.some(({ identifiers }) =>
    SCHEMES.some((scheme) => identifiers[scheme] === foldIdentifier(scheme, yours)),
  );
  return { field: 'Identifier', yours, held: agrees ? yours : '', agreement: agrees ? 'Agrees' : 'Not held' };
}

function givenField(yours: string, records: readonly PersonRecord[]): MatchedField {
  const held = records.flatMap(({ names }) => names.map(({ given }) => given));
  const wanted = new Set(givenNamesOf(yours));
  const exact = held.find((given) => foldText(given) === foldText(yours));
  const close = held.find((given) => givenNamesOf(given).some((name) => wanted.has(name)));
  return compared('Given name', yours, held[0], exact, close);
}

function familyField(yours: string, records: readonly PersonRecord[]): MatchedField {
  const held = records.flatMap(({ names }) => names.map(({ family }) => family));
  return compared(
    'Family name',
    yours,
    held[0],
    held.find((family) => foldText(family) === foldText(yours)),
  );
}

function birthField(yours: string, records: readonly PersonRecord[]): MatchedField {
  const held = records.flatMap(({ dateOfBirth }) => (dateOfBirth === undefined ? [] : [dateOfBirth]));
  return compared(
    'Date of birth',
    yours,
    held[0],
    held.find((date) => date === yours),
  );
}

function postcodeField(yours: string, records: readonly PersonRecord[]): MatchedField {
  const held = records.flatMap(({ address }) => (address?.postcode === undefined ? [] : [address.postcode]));
  const exact = held.find((postcode) => foldPostcode(postcode) === foldPostcode(yours));
  return compared('Postcode', yours, held[0], exact);
}

function compared(field: string, yours: string, held?: string, exact?: string, close?: string): MatchedField {
  if (exact !== undefined) return { field, yours, held: exact, agreement: 'Agrees' };
  if (close !== undefined) return { field, yours, held: close, agreement: 'Close' };
  return { field, yours, held: held ?? '', agreement: held === undefined ? 'Not held' : 'Differs' };
}
