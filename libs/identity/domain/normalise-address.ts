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

/** What is written, folded, where there is no address to write. */
const NOWHERE: ReadonlySet<string> = new Set([
  ...[
    'nfa',
    'n f a',
    'no fixed abode',
    'no fixed address',
    'of no fixed abode',
    'of no fixed address',
    'homeless',
  ],
  ...['unknown', 'not known', 'address unknown', 'address not known', 'no address', 'none', 'n a', 'na'],
  ...['not stated', 'not given', 'not disclosed', 'withheld', 'address withheld', 'confidential'],
  ...['c o', 'care of'],
]);

/** Where post is sent for somebody, which is not where they live. */
const IN_CARE_OF = /^(c o|care of) /;

/** The NHS writes it for people of no fixed abode. */
const NO_FIXED_ABODE = 'ZZ993VZ';

/**
 * First line and postcode; undefined where either is missing, because half an address is not a household, and where they
 * are the same words for everybody who has none.
 */
export function householdOf(address: Address | undefined): readonly [string, string] | undefined {
  const line = foldAddressLine(address?.line1 ?? '');
  const postcode = foldPostcode(address?.postcode ?? '');
  if (line === '' || postcode === '' || postcode === NO_FIXED_ABODE) return undefined;
  return NOWHERE.has(line) || IN_CARE_OF.test(line) ? undefined : [line, postcode];
}
