import fc from 'fast-check';
import { RESTRICTED_CLASSES, type RestrictedClass } from '#contracts';
import {
  PARENTAL_GROUNDS,
  type FieldFacts,
  type JudgementKind,
  type OrderFacts,
  type OverrideRecord,
  type OwingFacts,
  type ParentalGround,
  type PersonInItem,
  type Row,
  type ViewerFacts,
} from '../domain/facts.js';
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
    authority: mostly<string | undefined>(
      undefined,
      fc.constantFrom('SELF', 'PR', 'COURT', 'ATTORNEY', 'BEST_INTERESTS'),
    ),
    by: optional(fc.constantFrom('mother', 'father')),
    ground: mostly<ParentalGround | undefined>(undefined, fc.constantFrom(...PARENTAL_GROUNDS)),
    express: optional(fc.boolean()),
    withinTerms: optional(fc.boolean()),
    reviewAt: optional(fc.constantFrom(...DATES)),
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
  kind: fc.constantFrom<JudgementKind>(
    'IMMEDIATE_DANGER',
    'SIGNIFICANT_HARM',
    'SEEKING_CONSENT_UNSAFE',
    'RELEVANT_AND_MAY_HELP',
    'DUTY_CONFIRMED',
    'MORE_HARM_THAN_SILENCE',
  ),
  limb: optional(fc.constantFrom('CANNOT_GIVE', 'CANNOT_OBTAIN', 'WOULD_PREJUDICE')),
  named: mostly(true, fc.boolean()),
  reasoned: mostly(true, fc.boolean()),
  madeAt: mostly('2026-11-20T09:00:00Z', fc.constantFrom(...DATES)),
  reviewBy: mostly('2026-12-10', fc.constantFrom(...DATES)),
  withdrawnAt: mostly<string | undefined>(undefined, fc.constantFrom(...DATES)),
  enquiry: mostly<string | undefined>(undefined, fc.constantFrom('E-1', 'E-2')),
});

const anOrder = fc.record({
  kind: fc.constantFrom('COURT_ORDER' as const, 'STATUTE' as const),
  effect: fc.constantFrom('COMPELS' as const, 'FORBIDS' as const),
  reference: mostly('FC-2026-114', fc.constant('')),
  stayed: mostly<boolean | undefined>(undefined, fc.boolean()),
  until: optional(fc.constantFrom(...DATES)),
  recipients: optional(someOf(RECIPIENTS)),
});

const aSender = fc.record({
  kind: optional(fc.constantFrom('PUBLIC' as const, 'VOLUNTARY' as const, 'INDEPENDENT' as const)),
  inScope: optional(fc.constantFrom('SECTION_11' as const, 'CONTRACT' as const)),
  policyDocument: optional(fc.boolean()),
  officialAuthority: optional(fc.boolean()),
});

export const anOverride = fc.record({
  kind: mostly<OverrideRecord['kind']>('OVERRIDE', fc.constant('NOT_SHARING')),
  row: fc.constantFrom<Row>('D1', 'D2', 'D3', 'D4'),
  evidence: mostly(true, fc.boolean()),
  reviewBy: mostly('2026-12-10', fc.constantFrom(...DATES)),
  recipients: mostOf(RECIPIENTS),
});

const anOwing = fc.record({
  record: fc.constantFrom('DANGER_RECORD' as const, 'OVERRIDE' as const),
  row: fc.constantFrom<Row>('D1', 'D2', 'D4'),
  disclosedAt: fc.constantFrom('2026-11-18T10:00:00Z', '2026-11-22T10:00:00Z', 'no date'),
  settledAt: optional(fc.constantFrom('2026-11-18T12:00:00Z', '2026-11-23T09:00:00Z')),
});

export const aViewer: fc.Arbitrary<ViewerFacts> = fc
  .record({
    isSubject: mostly<boolean | undefined>(undefined, fc.boolean()),
    isRelative: mostly<boolean | undefined>(undefined, fc.boolean()),
    relationship: optional(
      fc.constantFrom('ALLOCATED' as const, 'TEAM' as const, 'OPEN_CONTACT' as const, 'BREAK_GLASS' as const),
    ),
    reasoned: optional(fc.boolean()),
    linkedToSuspect: optional(fc.boolean()),
  })
  .map(sparse);

const aField = fc.record({
  name: fc.constantFrom('injury', 'address', 'clinician'),
  necessary: optional(fc.boolean()),
  sensitivity: mostly<'R' | undefined>(undefined, fc.constant('R' as const)),
});

const people = fc.uniqueArray(
  fc.record({
    who: fc.constantFrom(...NAMES),
    born: optional(
      fc.constantFrom('2016-05-04', '2010-11', '2010-11-23', '1990-01-01', '2027-01-01', 'unknown'),
    ),
    party: fc.constantFrom('SUBJECT', 'SUBJECT', 'THIRD_PARTY', 'PROFESSIONAL'),
    separable: optional(fc.boolean()),
    necessary: optional(fc.boolean()),
    deceasedOn: mostly<string | undefined>(undefined, fc.constantFrom(...DATES)),
    restricted: mostly<RestrictedClass[] | undefined>(undefined, someOf(['MAPPA', 'MARAC'])),
    processing: mostly<PersonInItem['processing']>(
      undefined,
      fc.constantFrom('RESTRICTED', 'OBJECTED', 'OBJECTION_UPHELD'),
    ),
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
      publicInterest: optional(fc.boolean()),
      realChoice: optional(fc.boolean()),
      enquiry: optional(fc.constant('E-1')),
      origin: mostly<'LAW_ENFORCEMENT' | undefined>(undefined, fc.constant('LAW_ENFORCEMENT' as const)),
      statuteConsent: mostly<{ statute: string; given: boolean } | undefined>(
        undefined,
        fc.boolean().map((given) => ({ statute: 'Housing Act 1996', given })),
      ),
    }),
    judgements: fc.array(aJudgement, { maxLength: 2 }),
    orders: mostly<OrderFacts[] | undefined>(undefined, fc.array(anOrder, { maxLength: 2 })),
    sender: optional(aSender),
    overrides: optional(fc.array(anOverride, { maxLength: 2 })),
    owing: mostly<OwingFacts[] | undefined>(undefined, fc.array(anOwing, { maxLength: 2 })),
    viewer: mostly<ViewerFacts | undefined>(undefined, aViewer),
    fields: mostly<FieldFacts[] | undefined>(undefined, fc.array(aField, { maxLength: 3 })),
    minutes: mostly<boolean | undefined>(undefined, fc.boolean()),
    specialCategory: mostly<boolean | undefined>(undefined, fc.boolean()),
    rules: mostly<Given['rules']>(
      undefined,
      fc.constantFrom<NonNullable<Given['rules']>>({ duty_16LA_advisory: false }, { duty_16LA_from: null }),
    ),
    people: fc.oneof(
      { weight: 3, arbitrary: fc.constant([{ who: 'child', born: '2016-05-04' }]) },
      { weight: 1, arbitrary: people },
    ),
    agreements: fc.array(anAgreement, { maxLength: 3 }),
  })
  .map((given) => sparse(given) as Given);
