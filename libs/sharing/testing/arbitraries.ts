import fc from 'fast-check';
import { RESTRICTED_CLASSES, type RestrictedClass } from '#contracts';
import type { Given } from '../application/truth-table/given.js';

const PURPOSES = ['SCREENING', 'S47', 'CASEWORK', 'TAF'] as const;
const RECIPIENTS = [
  'urn:agency:la:873',
  'urn:agency:la:873/mash',
  'urn:agency:other:NSEH',
  'urn:agency:urn:199997',
];
const CATEGORIES = ['health', 'health.was-not-brought', 'school', 'police'];
const DATES = ['2025-11-23', '2026-06-01T09:00:00Z', '2026-10-01', '2026-11-23', '2027-02-28', 'no date'];
const NAMES = ['child', 'mother', 'uncle'];

/** Mostly what lets an item through, so that laws about sharing meet many items that are shared. */
const mostly = <T>(usual: T, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: odd });
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const someOf = <T>(values: readonly T[]) => fc.subarray([...values]);
const mostOf = <T>(values: readonly T[]) => mostly([...values], someOf(values));
/** Drops what was not drawn, as JSON would. */
const sparse = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export const anAgreement = fc
  .record({
    of: mostly('child', fc.constantFrom(...NAMES)),
    id: fc.stringMatching(/^a[0-9]{3}$/),
    status: mostly('GIVEN', fc.constantFrom('WITHDRAWN', 'REFUSED')),
    authority: mostly<string | undefined>(undefined, fc.constantFrom('SELF', 'PR', 'COURT', 'ATTORNEY')),
    competent: mostly<boolean | undefined>(undefined, fc.boolean()),
    purposes: mostOf(PURPOSES),
    recipients: mostOf(RECIPIENTS),
    categories: mostOf(CATEGORIES),
    exclusions: mostly<string[]>([], someOf([...RECIPIENTS, ...CATEGORIES])),
    givenAt: mostly('2026-06-01T09:00:00Z', fc.constantFrom(...DATES)),
    expiresAt: mostly<string | undefined>(undefined, fc.constantFrom(...DATES)),
    endedAt: optional(fc.constantFrom(...DATES)),
  })
  .map((terms) => {
    const { authority, ...rest } = terms;
    return sparse(authority === undefined ? rest : terms);
  });

const aJudgement = fc.record({
  kind: fc.constantFrom('IMMEDIATE_DANGER', 'SIGNIFICANT_HARM', 'SEEKING_CONSENT_UNSAFE'),
  limb: optional(fc.constantFrom('CANNOT_GIVE', 'CANNOT_OBTAIN', 'WOULD_PREJUDICE')),
  named: mostly(true, fc.boolean()),
  reasoned: mostly(true, fc.boolean()),
  madeAt: mostly('2026-11-20T09:00:00Z', fc.constantFrom(...DATES)),
  reviewBy: mostly('2026-12-10', fc.constantFrom(...DATES)),
});

const people = fc.uniqueArray(
  fc.record({
    who: fc.constantFrom(...NAMES),
    born: optional(
      fc.constantFrom('2016-05-04', '2010-11', '2010-11-23', '1990-01-01', '2027-01-01', 'unknown'),
    ),
    party: fc.constantFrom('SUBJECT', 'SUBJECT', 'THIRD_PARTY', 'PROFESSIONAL'),
  }),
  { selector: (person) => person.who, maxLength: 3 },
);

/** Any question, likely and unlikely, readable dates and not. */
export const aQuestion = fc
  .record({
    now: mostly('2026-11-23T10:00:00Z', fc.constantFrom('2026-07-10T22:59:59Z', '2027-03-01T00:00:00Z')),
    purpose: mostly('SCREENING', fc.constantFrom(...PURPOSES, 'IG_AUDIT', 'RIGHTS', 'NONE')),
    to: mostly('mash', fc.constantFrom('family-help', 'family-support', 'governance', 'school', 'NONE')),
    sensitivity: fc.constantFrom('P', 'P', 'H', 'S', 'C', 'R'),
    restricted: mostly<RestrictedClass[]>([], someOf(RESTRICTED_CLASSES)),
    sharing: fc.record({
      authority: mostly('Public task', fc.constant('')),
      task: optional(fc.constantFrom('CA1989_S17', 'CA2004_S10', 'CA2004_S11')),
      recipients: mostly<string[] | undefined>(undefined, mostOf(RECIPIENTS)),
    }),
    judgement: optional(aJudgement),
    people: fc.oneof(
      { weight: 3, arbitrary: fc.constant([{ who: 'child', born: '2016-05-04' }]) },
      { weight: 1, arbitrary: people },
    ),
    agreements: fc.array(anAgreement, { maxLength: 3 }),
  })
  .map((given) => sparse(given) as Given);
