import { nhsNumberFault } from './nhs-number-fault.js';
import type { SearchCriteria } from '../../application/search-criteria.js';
import { londonMidnight } from '../../frame/dates.js';
import { textOf } from '../form-values.js';

export interface ReadSearch {
  readonly criteria: SearchCriteria;
  readonly familyReference?: string | undefined;
  /** As typed, to be shown again. */
  readonly typed: Fields;
  readonly errors: readonly { readonly text: string; readonly href: string; readonly field: string }[];
}

const FAMILY_REFERENCE = /^f-[2-9a-z]{4,8}$/i;

/** By identifier or family reference, or by at least two of the other fields: whichever of the two was filled in. */
export function readSearch(body: unknown): ReadSearch {
  const typed = typedOf(body);
  const { identifier, ...details } = typed;
  const hasDetails = Object.values(details).some((value) => value !== undefined);
  if (identifier === undefined) return hasDetails ? readDetails(typed) : refused(typed, NOTHING);
  // Neither is left out in silence: which of the two was meant only who typed them knows.
  return hasDetails ? refused(typed, BOTH) : readIdentifier(typed, identifier);
}

const NOTHING =
  'Enter an identifier or a family reference, or at least two of name, date of birth and postcode.';
const BOTH =
  'Search either by an identifier or family reference, or by name, date of birth and postcode. Clear the other.';

type Fields = Readonly<Record<string, string | undefined>>;

function readDetails(typed: Fields): ReadSearch {
  const { given, family, postcode } = typed;
  const { iso: dateOfBirth, isWrong } = readBirth(typed);
  const filled = [given, family, dateOfBirth, postcode].filter((value) => value !== undefined);
  const errors = [
    ...(isWrong ? [fault('birth', 'birth-day', 'Enter a real date of birth, for example 4 3 2019.')] : []),
    ...(!isWrong && filled.length < 2
      ? [fault('given', 'given', 'Enter at least two of name, date of birth and postcode.')]
      : []),
  ];
  return { criteria: { given, family, dateOfBirth, postcode }, typed, errors };
}

function readIdentifier(typed: Fields, identifier: string): ReadSearch {
  const wrong = nhsNumberFault(identifier);
  if (wrong !== undefined) return refused(typed, wrong);
  const familyReference = FAMILY_REFERENCE.test(identifier) ? { familyReference: identifier } : {};
  return { criteria: { identifier }, ...familyReference, typed, errors: [] };
}

const refused = (typed: Fields, text: string): ReadSearch => ({
  criteria: {},
  typed,
  errors: [fault('identifier', 'identifier', text)],
});

const FIELDS = [
  'identifier',
  'given',
  'family',
  'birth-day',
  'birth-month',
  'birth-year',
  'postcode',
] as const;

const typedOf = (body: unknown): Fields =>
  Object.fromEntries(FIELDS.map((name) => [name, textOf(body, name)]));

interface Typed {
  /** ISO date; undefined where nothing, or nothing real, was typed. */
  readonly iso: string | undefined;
  readonly isWrong: boolean;
}

function readBirth(typed: Fields): Typed {
  const parts = [typed['birth-year'], typed['birth-month'], typed['birth-day']];
  if (parts.every((part) => part === undefined)) return { iso: undefined, isWrong: false };
  const [year = '', month = '', day = ''] = parts;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return londonMidnight(iso) === undefined ? { iso: undefined, isWrong: true } : { iso, isWrong: false };
}

const fault = (field: string, id: string, text: string) => ({ field, text, href: `#${id}` });
