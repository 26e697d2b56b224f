import type { FoundPerson, SearchPage } from '../../application/search-people.query.js';
import type { Agreement } from '../../application/match.js';
import { dateWords } from '../../frame/dates.js';
import { ageWords } from '../ages.js';
import type { ReadSearch } from './search-form.js';

export function searchPage({ typed, errors }: ReadSearch) {
  const faultOf = (field: string) => errors.find((error) => error.field === field)?.text;
  return {
    title: 'Search for a person or family',
    failed: errors.length > 0,
    errors: errors.map(({ text, href }) => ({ text, href })),
    typed,
    faults: { identifier: faultOf('identifier'), given: faultOf('given'), birth: faultOf('birth') },
  };
}

const MATCH_CLASSES = {
  Confirmed: 'govuk-tag--green',
  Likely: 'govuk-tag--blue',
  Possible: 'govuk-tag--yellow',
} as const;

const EFFECT: Readonly<Record<Agreement, string>> = {
  Agrees: 'For',
  Close: 'For, weaker',
  Differs: 'Against',
  'Not held': 'None',
};

/** Cards of the people found; says the same whether nobody is held or nobody may be seen. */
export function resultsPage({ found, more }: SearchPage, now: Date) {
  return {
    title: 'Search results',
    nobody: found.length === 0,
    more,
    results: found.map((one, index) => card(one, index, now)),
  };
}

const card = ({ person, family, match }: FoundPerson, index: number, now: Date) => ({
  id: `result-${index + 1}`,
  name: person.name,
  age: ageWords(person.dateOfBirth, now),
  area: areaOf(person.records),
  word: match.word,
  wordClasses: MATCH_CLASSES[match.word],
  reference: family.reference,
  href: `/families/${family.family}/timeline`,
  fields: match.fields.map((field) => ({
    ...field,
    yours: readable(field.yours),
    held: readable(field.held),
    effect: EFFECT[field.agreement],
  })),
});

/** ISO dates in words; anything else as it is. */
const readable = (text: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? dateWords(new Date(`${text}T12:00:00Z`)) : text;

/** The town and the first half of the postcode: enough to tell people apart, too little to find the door. */
function areaOf(records: FoundPerson['person']['records']): string {
  const address = records.find((record) => record.address !== undefined)?.address;
  if (address === undefined) return 'Not known';
  const half = address.postcode?.trim().split(/\s+/)[0];
  return [address.town, half].filter((part) => part !== undefined).join(', ') || 'Not known';
}
