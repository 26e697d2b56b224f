import { derivedUuid, type FamilyId } from '#platform';

/** Letters and figures that are not mistaken for one another when read out or written by hand. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRTVWXYZ';
const SHORTEST = 5;
const LONGEST = 12;

/** `F-` and five characters that follow from the family's id; longer where another family has them already. */
export function familyReference(family: FamilyId, taken: ReadonlySet<string>): string {
  const letters = lettersOf(family);
  for (let length = SHORTEST; length < LONGEST; length += 1) {
    const reference = `F-${letters.slice(0, length)}`;
    if (!taken.has(reference)) return reference;
  }
  return `F-${letters}`;
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
