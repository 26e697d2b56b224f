import { SECTORS } from '../envelope.js';
import { type EventSchema } from '../schemas/json-schema.js';
import { findPublishedContract, type PublishedContract } from '../schemas/published-contract.js';
import { contractFaults } from '../testing/contract-faults.js';
import { catalogue, findEntry } from './index.js';

/** The catalogue that the partner agencies agreed on, sector by sector. */
const AGREED: Readonly<Record<string, string>> = {
  health:
    'was-not-brought unplanned-attendance cpis-presentation mandated-review maternity-booking camhs-referred camhs-discharged gp-concern parent-need-disclosed',
  police:
    'ppn-submitted encompass-notified domestic-abuse-incident missing-started missing-ended custody-detained first-outcome-recorded protection-power-used exploitation-identified',
  school:
    'attendance-threshold suspension-issued permanent-exclusion sen-changed ehcp-stage missing-education home-education-notified dsl-concern off-roll part-time-timetable transition-planned',
  'social-care':
    'contact-received referral-received assessment-started assessment-completed strategy-held s47-started s47-ended conference-held cp-plan-started cp-plan-ended cin-plan-started cin-plan-ended looked-after-started looked-after-ended case-closed custodian-pointer',
  'early-help':
    'request-received request-allocated assessment-started assessment-closed taf-held lead-professional-assigned stepped-up stepped-down programme-started programme-completed centre-attended outcome-recorded youth-visit',
  'youth-justice':
    'prevention-referred out-of-court-disposal order-started order-ended assessment-completed remand-or-custody ete-changed accommodation-changed breach',
  housing:
    'duty-to-refer-received duty-accepted temporary-accommodation arrears-notice possession-stage asb-notice household-moved',
  voluntary:
    'referral-received engaged disengaged support-completed young-carer-identified advocate-allocated concern-raised',
  agreement: 'given withdrawn refused narrowed reviewed',
};

const schemaOf = (type: string) => findEntry(type)?.schema as EventSchema;
const examplesOf = (type: string) => findPublishedContract(type)?.examples as PublishedContract['examples'];

describe('the catalogue', () => {
  it('has every event that was agreed, of every sector, and no other', () => {
    const agreed = Object.entries(AGREED).flatMap(([sector, names]) =>
      names.split(' ').map((name) => `${sector}.${name}`),
    );
    expect([...new Set(catalogue().map(({ kind }) => kind))].sort()).toEqual([...agreed].sort());
    expect(Object.keys(AGREED)).toEqual([...SECTORS]);
  });

  it.each(catalogue().map(({ type }) => type))('lacks nothing that a partner must know of %s', (type) => {
    expect(contractFaults(type, schemaOf(type), examplesOf(type))).toEqual([]);
  });
});

describe('a planted lack is caught', () => {
  const TYPE = 'housing.temporary-accommodation.v1';
  const whole = schemaOf(TYPE);
  const { details } = whole.$defs;
  const faults = (change: Partial<EventSchema>) =>
    contractFaults(TYPE, { ...whole, ...change }, examplesOf(TYPE));
  const withField = (name: string, field: object): Partial<EventSchema> => ({
    $defs: { details: { ...details, properties: { ...details.properties, [name]: field } } },
  });

  it.each<[string, Partial<EventSchema>, string]>([
    ['a title that is a code', { title: 'temporary-accommodation' }, 'a title in words'],
    ['a purpose without an end', { description: 'A household moved' }, 'a purpose in whole sentences'],
    ['a theme that no filter has', { 'x-theme': 'WEATHER' }, 'a theme'],
    ['a foreign publisher alone', { 'x-publishers': ['police'] }, 'its own sector among its publishers'],
    ['a class below what it takes', { 'x-sensitivity': 'H' }, 'its class as the least it takes'],
    [
      'a summary of a field that may be missing',
      { 'x-summary': ['Until {endDate}.'] },
      'a summary of the required fields alone',
    ],
    ['a summary of a field that it has not', { 'x-summary': ['{weather}.'] }, 'a summary of its own fields'],
    [
      'a text where a code will do',
      withField('reason', { title: 'Why', type: 'string' }),
      'codes for reason',
    ],
    [
      'an order between a date and a number',
      {
        $defs: {
          details: { ...details, 'x-rules': [{ rule: 'IN_ORDER', fields: ['startDate', 'children'] }] },
        },
      },
      'fields of one kind for startDate and children',
    ],
  ])('%s', (_what, change, lack) => {
    expect(faults({})).toEqual([]);
    expect(faults(change)).toContain(lack);
  });

  it('no class R, and a type that is always restricted but not of which class', () => {
    const data = (allowed: readonly string[]) => ({
      properties: { data: { properties: { sensitivity: { enum: allowed } } } },
    });
    expect(faults(data(['P', 'S']))).toContain('class R for what must be restricted');
    expect(faults({ ...data(['R']), 'x-sensitivity': 'R' })).toContain('a restricted class');
  });

  it('too few examples, or one that may be of a real person', () => {
    const { valid, invalid } = examplesOf(TYPE);
    const lacks = (examples: PublishedContract['examples']) => contractFaults(TYPE, whole, examples);
    expect(lacks({ valid: [], invalid })).toEqual(['a valid example']);
    expect(lacks({ valid, invalid: invalid.slice(0, 2) })).toHaveLength(1);
    const real = JSON.parse(
      JSON.stringify(valid).replace('"given":"Example"', '"given":"Ruth"'),
    ) as unknown[];
    expect(lacks({ valid: real, invalid })).toEqual(['invented names']);
  });
});
