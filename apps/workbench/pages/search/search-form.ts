import { nhsNumberFault } from './nhs-number-fault.js';
import type { SearchCriteria } from '../../application/search-criteria.js';
import { londonMidnight } from '../../frame/dates.js';
import { textOf } from '../form-values.js';

export interface ReadSearch {
  readonly criteria: SearchCriteria;
  readonly familyReference?: string | undefined;
  /** As typed, to be shown again. */
  readonly typed: Readonly<Record<string, string | undefined>>;
  readonly errors: readonly { readonly text: string; readonly href: string; readonly field: string }[];
}

const FAMILY_REFERENCE = /^f-[2-9a-z]{4,8}$/i;

/** By identifier or family reference, or by at least two of the other fields. */
export function readSearch(body: unknown): ReadSearch {
  const typed = typedOf(body);
  if (typed['form'] === 'identifier') return readIdentifier(typed);
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

function readIdentifier(typed: Readonly<Record<string, string | undefined>>): ReadSearch {
  const { identifier } = typed;
  if (identifier === undefined)
    return {
      criteria: {},
      typed,
      errors: [fault('identifier', 'identifier', 'Enter an identifier or a family reference.')],
    };
  const wrong = nhsNumberFault(identifier);
  return {
    criteria: { identifier },
    ...(FAMILY_REFERENCE.test(identifier) ? { familyReference: identifier } : {}),
    typed,
    errors: wrong === undefined ? [] : [fault('identifier', 'identifier', wrong)],
  };
}

const FIELDS = [
  'form',
  'identifier',
  'given',
  'family',
  'birth-day',
  'birth-month',
  'birth-year',
  'postcode',
] as const;

const typedOf = (body: unknown): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(FIELDS.map((name) => [name, textOf(body, name)]));

interface Typed {
  /** ISO date; undefined where nothing, or nothing real, was typed. */
  readonly iso: string | undefined;
  readonly isWrong: boolean;
}

function readBirth(typed: Readonly<Record<string, string | undefined>>): Typed {
  const parts = [typed['birth-year'], typed['birth-month'], typed['birth-day']];
  if (parts.every((part) => part === undefined)) return { iso: undefined, isWrong: false };
  const [year = '', month = '', day = ''] = parts;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return londonMidnight(iso) === undefined ? { iso: undefined, isWrong: true } : { iso, isWrong: false };
}

const fault = (field: string, id: string, text: string) => ({ field, text, href: `#${id}` });
