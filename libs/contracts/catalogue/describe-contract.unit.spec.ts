import { readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { type EventSchema } from '../schemas/json-schema.js';
import {
  catalogue,
  cataloguePage,
  contractRules,
  fieldsOf,
  findEntry,
  versionChanges,
  type CatalogueEntry,
} from './index.js';

const entryOf = (type: string) => findEntry(type) as CatalogueEntry;
const fieldsOfType = (type: string) => fieldsOf(entryOf(type).schema.$defs.details);
const rulesOf = (type: string) => contractRules(entryOf(type).schema);

describe.each(catalogue().map(({ type }) => type))('the fields of %s', (type) => {
  it('are named, told in kind, and every code has words', () => {
    const fields = fieldsOfType(type);
    expect(fields.filter(({ label, kind }) => !/^[A-Z]/.test(label) || /undefined/.test(kind))).toEqual([]);
    const wordless = fields.flatMap(({ codes }) => codes).filter(({ code, words }) => code === words);
    expect(wordless).toEqual([]);
  });

  it('have rules in whole sentences', () => {
    const rules = rulesOf(type);
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.filter((rule) => !/^[A-Z“].*\.$/.test(rule) || /undefined/.test(rule))).toEqual([]);
  });
});

describe('a field', () => {
  it('within a list of groups comes right after it, with its whole path', () => {
    const register = fieldsOfType('school.attendance-threshold.v2').filter(({ path }) =>
      path.startsWith('register'),
    );
    expect(register.map(({ path, kind, required }) => [path, kind, required])).toEqual([
      ['register', 'List of 1 to 40: group of fields', false],
      ['register[].code', 'One of 34 codes', true],
      ['register[].sessions', 'Whole number, 1 to 400', true],
    ]);
    expect(register[1]?.codes).toContainEqual({
      code: 'C2',
      words: 'Absent with leave: part-time timetable',
    });
  });
});

describe('the rules of a contract', () => {
  it('tell whose record it goes on, its classes, and what fields owe each other', () => {
    expect(rulesOf('school.attendance-threshold.v2')).toEqual([
      'It goes on the record of: child, young person, brother or sister.',
      'The class is P, S or R.',
      '“To” is not before “From”.',
      '“Missed sessions” is at most “Possible sessions”.',
      '“Missed sessions” is at least the share of “Possible sessions” that “Threshold” names.',
    ]);
  });

  it('tell what is restricted, and which code stands alone', () => {
    expect(rulesOf('voluntary.advocate-allocated.v1')).toContain('It is always marked SENSITIVE_SERVICE.');
    expect(rulesOf('housing.temporary-accommodation.v1')).toContain(
      'A refuge has class R, is marked SAFE_ADDRESS, and no person comes with an address.',
    );
    expect(rulesOf('social-care.assessment-completed.v1')).toContain('Factors: code 21 (None) stands alone.');
    expect(rulesOf('youth-justice.order-ended.v1')).toContain('Indicators 1 and 2 are suitable or not.');
  });
});

describe('the changes of a version', () => {
  it('tell what became a code, what is new and what is gone', () => {
    const changes = (kind: string) => versionChanges(entryOf(`${kind}.v1`), entryOf(`${kind}.v2`));
    expect(changes('health.unplanned-attendance')).toContain(
      '“Complaint” (complaintGroup): One of 13 codes. Was: Text, up to 60 characters.',
    );
    expect(changes('school.dsl-concern')).toEqual(
      expect.arrayContaining(['“What was done” (actions) is new, and needed.', '“Action” (action) is gone.']),
    );
    expect(changes('school.attendance-threshold')).toContain(
      'New rule: “Missed sessions” is at most “Possible sessions”.',
    );
  });

  it('tell codes that came or went, what is needed, and another class', () => {
    const before = entryOf('housing.arrears-notice.v1');
    const details = before.schema.$defs.details;
    const weeksOwed = { ...details.properties?.['weeksOwed'], enum: ['UNDER_4', 'OVER_52'] };
    const changed = { ...details, required: ['weeksOwed'], properties: { ...details.properties, weeksOwed } };
    const schema: EventSchema = { ...before.schema, $defs: { details: changed } };
    expect(versionChanges(before, { ...before, schema, defaultSensitivity: 'S' })).toEqual([
      '“Notice” (noticeDate) is no longer needed.',
      '“Owed” (weeksOwed): One of 2 codes. Was: One of 3 codes.',
      '“Owed” (weeksOwed) has new codes: OVER_52.',
      '“Owed” (weeksOwed) no longer has the codes: 4_TO_8, OVER_8.',
      'The class is S, was P.',
    ]);
    expect(versionChanges(before, before)).toEqual([]);
  });
});

describe('the page of the catalogue', () => {
  it('is committed as it is built', () => {
    expect(readFileSync(projectPath('docs/event-catalogue.md'), 'utf8')).toBe(cataloguePage());
  });

  it('has a row for every type', () => {
    const rows = cataloguePage().match(/\| `[a-z-]+\.[a-z0-9-]+\.v\d+` +\|/g) ?? [];
    expect(rows).toHaveLength(catalogue().length);
  });
});
