import { type Schema, type SchemaOrRef, schemaRef } from '../types.js';
import { RESTRICTED_CLASSES } from '../../envelope.js';

const word: Schema = { type: 'string', maxLength: 100 };
const name = (description: string): Schema => ({ type: 'string', maxLength: 200, description });
const text = (description: string): Schema => ({ type: 'string', maxLength: 2_000, description });
const flag = (description: string): Schema => ({ type: 'boolean', description });
const day = (description: string): Schema => ({ type: 'string', maxLength: 40, description });
const oneOf = (values: readonly string[], description?: string): Schema => ({
  type: 'string',
  enum: [...values],
  ...(description === undefined ? {} : { description }),
});
const list = (items: SchemaOrRef, maxItems = 100): Schema => ({ type: 'array', maxItems, items });
const closed = (
  properties: Readonly<Record<string, SchemaOrRef>>,
  required: readonly string[] = [],
  description?: string,
): Schema => ({
  type: 'object',
  additionalProperties: false,
  ...(required.length === 0 ? {} : { required: [...required] }),
  ...(description === undefined ? {} : { description }),
  properties: { ...properties },
});
/** The text, or only that it is recorded, so that nothing real need be typed. */
const stated = (description: string): Schema => ({
  type: ['string', 'boolean'],
  maxLength: 2_000,
  description,
});

const PURPOSES = ['SCREENING', 'S47', 'CASEWORK', 'TAF', 'IG_AUDIT', 'RIGHTS'];
const WORK = PURPOSES.slice(0, 4);
const CLASSES = ['P', 'H', 'S', 'C', 'R'];
const ROWS = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'G1', 'G2'];
const CATEGORY = name('Sector, or event type without version.');
const restricted = list(oneOf(RESTRICTED_CLASSES), 9);

const CASE_BODY = closed(
  {
    kind: oneOf(['PUBLIC', 'VOLUNTARY', 'INDEPENDENT'], 'A public authority where absent.'),
    inScope: oneOf(
      ['SECTION_11', 'CHILDCARE_OR_EDUCATION', 'CONTRACT'],
      'How it comes under section 16LA; not shown to be in scope where absent.',
    ),
    underContract: flag('Of a body in scope by contract: this is work under that contract.'),
    nation: oneOf(['ENGLAND', 'WALES', 'SCOTLAND', 'NORTHERN_IRELAND'], 'England where absent.'),
    policyDocument: flag('Keeps the appropriate policy document of Schedule 1 Part 2.'),
    officialAuthority: flag('Acts under official authority with criminal offence data.'),
    lawEnforcement: flag('A competent authority of Data Protection Act 2018 Part 3.'),
    authorisedByLaw: name('The law that lets it pass Part 3 data on.'),
  },
  [],
  'An organisation. What is absent is as governance has it registered for the agency, if it has.',
);

const CASE_JUDGEMENT = closed(
  {
    kind: oneOf([
      'IMMEDIATE_DANGER',
      'SIGNIFICANT_HARM',
      'SEEKING_CONSENT_UNSAFE',
      'RELEVANT_AND_MAY_HELP',
      'MORE_HARM_THAN_SILENCE',
      'DUTY_CONFIRMED',
    ]),
    named: flag('A name is recorded.'),
    role: name('Role of the practitioner.'),
    organisation: name('Organisation of the practitioner.'),
    reasoned: flag('A reason is recorded.'),
    madeAt: day('Date-time.'),
    reviewBy: day('Date or date-time.'),
    limb: oneOf(['CANNOT_GIVE', 'CANNOT_OBTAIN', 'WOULD_PREJUDICE'], 'Paragraph 18.'),
    agency: name('Where it was made; the sender where absent.'),
    enquiry: word,
    withdrawnAt: day('Date or date-time.'),
  },
  ['kind', 'named', 'role', 'organisation', 'reasoned', 'madeAt', 'reviewBy'],
  'A practitioner’s judgement. Software never infers one.',
);

const CASE_ORDER = closed(
  {
    kind: oneOf(['COURT_ORDER', 'STATUTE']),
    effect: oneOf(['COMPELS', 'FORBIDS']),
    reference: stated('Case or section, or that it is recorded.'),
    from: day('Date or date-time.'),
    until: day('Date or date-time.'),
    stayed: flag('A stayed order is no order.'),
    recipients: list(word),
    purposes: list(oneOf(WORK), 4),
    categories: list(CATEGORY),
    fields: list(word),
  },
  ['kind', 'effect', 'reference'],
);

const CASE_SHARING = closed({
  purpose: oneOf(WORK, 'What the sender shares it for; the question has its own.'),
  authority: name('Why the sender may share at all.'),
  basisOffered: oneOf(ROWS.slice(0, 8), 'Never decides by itself.'),
  task: oneOf(['CA1989_S17', 'CA2004_S10', 'CA2004_S11']),
  agreement: word,
  recipients: list(word, 20),
  toDutyDesk: flag('The sender can name nobody: immediate danger goes to the duty desk.'),
  existenceMayBeTold: flag('Someone without the right may know that something is held.'),
  enquiry: word,
  orders: list(schemaRef('CaseOrder'), 20),
  origin: oneOf(['LAW_ENFORCEMENT', 'GENERAL']),
  authorisedByLaw: name('The law that lets Part 3 data be passed on; empty: none.'),
  statuteConsent: closed({ statute: name('Which statute.'), given: flag('Consent was given.') }, [
    'statute',
    'given',
  ]),
  publicInterest: stated('The recorded public interest.'),
  realChoice: flag('The family could say no without losing anything.'),
  grade: { ...word, description: 'A grade of risk. Never decides by itself.' },
  identifier: oneOf(['INCLUDED', 'LEFT_OUT', 'UNKNOWN_AND_SLOW_TO_FIND', 'MORE_HARMFUL']),
});

const CASE_PERSON = closed(
  {
    who: { ...word, description: 'A word of your own, such as `child`. Never a real name.' },
    party: oneOf(['SUBJECT', 'THIRD_PARTY', 'PROFESSIONAL'], 'SUBJECT where absent.'),
    born: day('Date, or month as YYYY-MM.'),
    unborn: flag('Not born yet, no date known.'),
    atRisk: flag('An adult at risk.'),
    adoptedOn: day('Date.'),
    deceasedOn: day('Date.'),
    separable: flag('What is said of them can be cut out without trace.'),
    necessary: flag('A third party whose part is necessary.'),
    restricted,
    processing: oneOf(['RESTRICTED', 'OBJECTED', 'OBJECTION_UPHELD']),
  },
  ['who'],
);

const CASE_AGREEMENT = closed(
  {
    of: { ...word, description: '`who` of a person.' },
    id: word,
    heldOn: { ...word, description: 'Another agency’s record of the same person.' },
    status: oneOf(['GIVEN', 'WITHDRAWN', 'REFUSED']),
    authority: oneOf(['SELF', 'PR', 'COURT', 'ATTORNEY', 'BEST_INTERESTS']),
    competent: flag('What the assessment found.'),
    purposes: list(oneOf(PURPOSES), 6),
    recipients: list(word),
    categories: list(CATEGORY),
    exclusions: list(word),
    givenAt: day('Date or date-time.'),
    expiresAt: day('Date or date-time.'),
    reviewAt: day('Date or date-time.'),
    endedAt: day('When a withdrawal or refusal takes effect.'),
    by: { ...word, description: 'Who answered, as a reference of your own.' },
    ground: oneOf([
      'MOTHER',
      'MARRIED_FATHER',
      'REGISTERED_FATHER',
      'SECOND_FEMALE_PARENT',
      'RESPONSIBILITY_ORDER',
      'RESPONSIBILITY_AGREEMENT',
      'SPECIAL_GUARDIANSHIP',
      'ADOPTION',
      'CARE_ORDER',
      'INTERIM_CARE_ORDER',
      'VOLUNTARY_ACCOMMODATION',
      'PRIVATE_FOSTER_CARER',
      'UNREGISTERED_FATHER',
      'OTHER_RELATIVE',
    ]),
    groundUntil: day('Date.'),
    registeredOn: day('Day of the birth registration.'),
    withinTerms: flag('The appointment of an attorney or deputy reaches this.'),
    express: flag('An express statement.'),
  },
  ['of', 'status', 'authority', 'purposes', 'recipients', 'categories', 'exclusions'],
);

const signatory = {
  person: { ...word, description: 'A reference of your own, so that two people are told apart.' },
  name: stated('The name, or that it is recorded.'),
  role: name('Role.'),
  organisation: name('Organisation.'),
};

const CASE_OVERRIDE = closed(
  {
    reference: word,
    kind: oneOf(['OVERRIDE', 'NOT_SHARING']),
    row: oneOf(ROWS),
    harmFeared: stated('The harm that is feared.'),
    evidence: stated('The evidence.'),
    whyNoAgreement: stated('Why agreement was refused, or why asking was unsafe.'),
    alternatives: stated('What else was tried or considered.'),
    items: list(
      closed({ item: word, fields: list(word), necessity: stated('Why it is necessary.') }, [
        'item',
        'necessity',
      ]),
    ),
    recipients: list(word),
    requester: closed(signatory),
    authoriser: closed({
      ...signatory,
      profession: oneOf([
        'SOCIAL_WORK_MANAGER',
        'NAMED_SAFEGUARDING_PROFESSIONAL',
        'DESIGNATED_SAFEGUARDING_LEAD',
        'CALDICOTT_GUARDIAN',
      ]),
      inRequestersLine: flag('In the line of management of who asks.'),
    }),
    authorisedAt: day('Date-time.'),
    told: flag('The family was told.'),
    whyNotTold: stated('Why the family was not told.'),
    reviewBy: day('Date or date-time.'),
    withdrawnAt: day('Date or date-time.'),
  },
  [
    'reference',
    'kind',
    'row',
    'harmFeared',
    'evidence',
    'whyNoAgreement',
    'alternatives',
    'items',
    'recipients',
    'requester',
    'authoriser',
    'authorisedAt',
    'told',
    'reviewBy',
  ],
  'Overrides a refusal, or records why nothing is shared under the duty.',
);

const CASE_FACTS = closed(
  {
    purpose: oneOf(PURPOSES),
    recipient: closed(
      {
        id: { ...word, examples: ['urn:agency:la:873/mash'] },
        role: oneOf(['MASH', 'EARLY_HELP', 'SOCIAL_CARE', 'IG', 'PARTNER']),
        body: schemaRef('CaseBody'),
      },
      ['id', 'role'],
    ),
    item: { ...word, description: 'How override records name the item; `item` where absent.' },
    agency: { ...word, description: 'The sender.', examples: ['urn:agency:ods:G7H8J'] },
    sender: schemaRef('CaseBody'),
    sector: { ...word, examples: ['health'] },
    kind: { ...word, examples: ['health.was-not-brought'] },
    sensitivity: oneOf(CLASSES, 'Personal, health, safeguarding, criminal, restricted.'),
    specialCategory: flag('Class P or C that holds special category data besides.'),
    restricted,
    minutes: flag('MAPPA minutes.'),
    fields: list(
      closed({ name: word, sensitivity: oneOf(CLASSES), necessary: flag('Said to be necessary.') }, ['name']),
    ),
    sharing: schemaRef('CaseSharing'),
    judgements: list(schemaRef('CaseJudgement'), 20),
    people: list(schemaRef('CasePerson')),
    agreements: list(schemaRef('CaseAgreement')),
    overrides: list(schemaRef('CaseOverride'), 20),
    owing: list(
      closed(
        {
          record: oneOf(['DANGER_RECORD', 'OVERRIDE']),
          row: oneOf(ROWS),
          disclosedAt: day('Date-time.'),
          settledAt: day('Date-time.'),
        },
        ['record', 'row', 'disclosedAt'],
      ),
      20,
    ),
    viewer: closed({
      isSubject: flag('Looks at their own record.'),
      isRelative: flag('Looks at a relative’s.'),
      relationship: oneOf(['ALLOCATED', 'TEAM', 'OPEN_CONTACT', 'BREAK_GLASS']),
      reasoned: flag('Of breaking the glass: a reason is recorded.'),
      linkedToSuspect: flag('Linked to the suspect.'),
    }),
    engagement: oneOf(['AGREED', 'NOT_AGREED'], 'Whether the family accepts help. Decides nothing.'),
  },
  ['sector', 'sensitivity'],
  'What is known. Whatever is absent counts as not shown. Use invented people.',
);

const DECISION_CASE = closed(
  {
    name: text('Told back with the answer.'),
    facts: schemaRef('CaseFacts'),
    now: {
      type: 'string',
      maxLength: 40,
      description: 'The moment asked about, a date-time; this moment where absent.',
      examples: ['2026-11-25T10:00:00Z'],
    },
    ruleset: {
      ...word,
      description: 'Version; the one in force at `now` where absent.',
      examples: ['2026-11.2'],
    },
    settings: closed(
      {
        duty_16LA_from: { type: ['string', 'null'], maxLength: 10, description: 'Date; null: not set.' },
        duty_16LA_advisory: flag('A person confirms each time.'),
        identifier_16LC_from: {
          type: ['string', 'null'],
          maxLength: 10,
          description: 'Date; null: not set.',
        },
      },
      [],
      'Settings of the rule set to try instead of its own.',
    ),
    explain: flag('Tell of every row whether it matches, and what it lacks.'),
  },
  ['facts'],
);

/** Facts for trying the sharing rules; also what the hub checks a case against. */
export const DECISION_CASE_SCHEMAS: Readonly<Record<string, Schema>> = {
  DecisionCase: DECISION_CASE,
  CaseFacts: CASE_FACTS,
  CaseBody: CASE_BODY,
  CaseSharing: CASE_SHARING,
  CaseOrder: CASE_ORDER,
  CaseJudgement: CASE_JUDGEMENT,
  CasePerson: CASE_PERSON,
  CaseAgreement: CASE_AGREEMENT,
  CaseOverride: CASE_OVERRIDE,
};
