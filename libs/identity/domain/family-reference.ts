import { derivedUuid, type FamilyId } from '#platform';

/** Letters and figures that are not mistaken for one another when read out or written by hand. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRTVWXYZ';
const SHORTEST = 5;
const LONGEST = 12;

/** `F-` and five characters that follow from the family's id; longer where another family has them already. */
export function familyReference(family: FamilyId, taken: Pick<ReadonlySet<string>, 'has'>): string {
  const references = referencesOf(family);
  return references.find((reference) => !taken.has(reference)) ?? references.slice(-1).join();
}

/** Every reference that the family may have, shortest first. */
export function referencesOf(family: FamilyId): readonly string[] {
  const letters = lettersOf(family);
  return Array.from(
    { length: LONGEST - SHORTEST + 1 },
    (_, more) => `F-${letters.slice(0, SHORTEST + more)}`,
  );
}

function lettersOf(family: FamilyId): string {
  let rest = BigInt(`0x${derivedUuid('family-reference', family).replaceAll('-', '')}`);
  let letters = '';
  while (letters.length < LONGEST) {
    letters += ALPHABET[Number(rest % BigInt(ALPHABET.length))] ?? '';
    rest /= BigInt(ALPHABET.length);
  }
  return letters;
}
