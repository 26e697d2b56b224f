import type { Address } from '#contracts';

const LAST_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    st: 'street',
    str: 'street',
    rd: 'road',
    ave: 'avenue',
    av: 'avenue',
    ln: 'lane',
    dr: 'drive',
    cl: 'close',
    ct: 'court',
    cres: 'crescent',
    gdns: 'gardens',
    pl: 'place',
    sq: 'square',
    ter: 'terrace',
    terr: 'terrace',
    gr: 'grove',
    pk: 'park',
  }),
);

/** `14, Elm St.` and `14 ELM STREET` are the same. Only a last word is spelt out: `St John's Rd` keeps its saint. */
export function foldAddressLine(line: string): string {
  const words = line
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const last = words.at(-1);
  return last === undefined ? '' : [...words.slice(0, -1), LAST_WORDS.get(last) ?? last].join(' ');
}

/** `ab1 2cd` as `AB12CD`. */
export const foldPostcode = (postcode: string): string => postcode.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** First line and postcode; undefined where either is missing, because half an address is not a household. */
export function householdOf(address: Address | undefined): readonly [string, string] | undefined {
  const line = foldAddressLine(address?.line1 ?? '');
  const postcode = foldPostcode(address?.postcode ?? '');
  return line === '' || postcode === '' ? undefined : [line, postcode];
}
