import type { Identifiers } from '#contracts';
import type { AgencyId } from '#platform';

export type IdentifierScheme = keyof Identifiers;
const SCHEMES: readonly IdentifierScheme[] = ['nhsNumber', 'upn', 'uln', 'pncId', 'laChildId'];
const PNC = /^(\d{2}|\d{4})(\d{1,7})([A-Z])$/;

/** Spaces, hyphens and strokes taken out, upper case; a PNC id as `YYYYNNNNNNNL` where its century is stated. */
export function foldIdentifier(scheme: IdentifierScheme, value: string): string {
  const folded = value.toUpperCase().replace(/[\s\-/]/g, '');
  if (scheme !== 'pncId') return folded;
  const stroke = value.toUpperCase().replace(/[\s-]/g, '').split('/');
  const parts = PNC.exec(folded);
  if (!parts || stroke.length !== 2) return folded;
  const [year = '', rest = ''] = stroke;
  return `${year}${rest.slice(0, -1).padStart(7, '0')}${rest.slice(-1)}`;
}

/** The identifiers as they are matched and searched. */
export function foldIdentifiers(identifiers: Identifiers | undefined): Identifiers {
  const found: Partial<Record<IdentifierScheme, string>> = {};
  for (const scheme of SCHEMES) {
    const value = identifiers?.[scheme];
    if (value !== undefined && value.trim() !== '') found[scheme] = foldIdentifier(scheme, value);
  }
  return found;
}

/**
 * Numbers that tell people apart, with their scheme. A child id of an authority is unique within it only, so it counts
 * where the authority itself states it.
 */
export function verifiedNumbersOf(
  identifiers: Identifiers | undefined,
  agency: AgencyId,
): readonly (readonly [string, string])[] {
  const folded = foldIdentifiers(identifiers);
  const ofAuthority = agency.startsWith('urn:agency:la:');
  return SCHEMES.flatMap((scheme): (readonly [string, string])[] => {
    const value = folded[scheme];
    if (value === undefined || (scheme === 'laChildId' && !ofAuthority)) return [];
    return [[scheme === 'laChildId' ? `${scheme}@${agency}` : scheme, value]];
  });
}
