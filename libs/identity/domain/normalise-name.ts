import type { PersonName } from '#contracts';
import { formalNamesOf } from './nicknames.js';

/** Lower case without accents, apostrophes, hyphens or spaces: `O'Brien-Smith` and `OBRIEN SMITH` are the same. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The given names that a stated one may stand for: its first word, and the formal names of a pet name. `Sam` may be
 * Samuel or Samantha, who are not each other.
 */
export function givenNamesOf(given: string): readonly string[] {
  const whole = foldText(given);
  const first = foldText(given.trim().split(/\s+/)[0] ?? '');
  const stated = [...new Set([whole, first])].filter((name) => name !== '');
  return [...new Set(stated.flatMap((name) => formalNamesOf(name)))];
}

/** Given and family name together, once for each reading of the given name. Empty where either is missing. */
export function namePairsOf({ given, family }: PersonName): readonly (readonly [string, string])[] {
  const folded = foldText(family);
  return folded === '' ? [] : givenNamesOf(given).map((name) => [name, folded] as const);
}

/** What a person is found by: `family given` for each reading, and `family` alone. */
export const searchNamesOf = (names: readonly PersonName[]): readonly string[] =>
  [
    ...new Set(
      names.flatMap((name) => [
        foldText(name.family),
        ...namePairsOf(name).map(([given, family]) => `${family} ${given}`),
      ]),
    ),
  ]
    .filter((text) => text !== '')
    .sort();
