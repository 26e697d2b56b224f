import fc from 'fast-check';
import { projectPath } from '#platform';
import { type EventSchema } from '../schemas/json-schema.js';
import { contractSchemas, readSchemaFolder, type SchemaFolder } from '../schemas/schema-folder.js';
import { compareSchemaFolders } from './compare-schemas.js';

const TYPE = 'school.suspension-issued.v1';

/** The schemas in force, with one of them changed. */
function changed(change: (schema: Editable) => void, type = TYPE): SchemaFolder {
  const schema = structuredClone(contractSchemas().events.get(type)) as unknown as Editable;
  change(schema);
  return {
    ...contractSchemas(),
    events: new Map([...contractSchemas().events, [type, schema as unknown as EventSchema]]),
  };
}

interface Editable {
  'x-publishers': string[];
  $defs: {
    details: { required: string[]; additionalProperties?: unknown; properties: Record<string, Field> };
  };
  properties: { data: Record<string, unknown> };
}
type Field = Record<string, unknown>;

const changedCommon = (file: string, change: (text: string) => string): SchemaFolder => ({
  ...contractSchemas(),
  common: new Map(
    [...contractSchemas().common].map(([name, schema]) => [
      name,
      name === file ? (JSON.parse(change(JSON.stringify(schema))) as typeof schema) : schema,
    ]),
  ),
});

/** One type alone: the others are the same, and comparing them takes time. */
const only = (folder: SchemaFolder, type: string): SchemaFolder => ({
  ...folder,
  events: new Map([...folder.events].filter(([name]) => name === type)),
});

const kinds = (before: SchemaFolder, after: SchemaFolder, type = TYPE) =>
  compareSchemaFolders(only(before, type), only(after, type)).map(({ kind, path }) => `${kind} ${path}`);
const details = (change: (details: Editable['$defs']['details']) => void, type = TYPE) =>
  changed((schema) => change(schema.$defs.details), type);

describe('the schemas in force', () => {
  it('take every event that the published ones took', () => {
    const published = readSchemaFolder(projectPath('contracts', 'published'));
    expect(published.events.size).toBeGreaterThanOrEqual(40);
    expect(compareSchemaFolders(published, contractSchemas())).toEqual([]);
  });
});

const AGREED = 'agreement.given.v1';

/** The agreement with another pattern of what it covers. */
const patterned = (change: (pattern: string) => string) =>
  details((d) => {
    const items = (d.properties['categories'] as { items: { pattern: string } }).items;
    items.pattern = change(items.pattern);
  }, AGREED);

describe('a change that is compatible', () => {
  it.each([
    ['a new optional field', details(({ properties }) => (properties['appealedOn'] = { type: 'string' }))],
    ['a field no longer required', details((d) => (d.required = ['startDate']))],
    ['a longer limit', details(({ properties }) => ((properties['sessions'] as Field)['maximum'] = 100))],
    [
      'other words on screens',
      details(({ properties }) => ((properties['sessions'] as Field)['title'] = 'Half days')),
    ],
    ['a new code', changedCommon('code-lists.json', (text) => text.replace('"PP",', '"PP","ZZ",'))],
    ['one more sector that may publish', changed((s) => s['x-publishers'].push('housing'))],
  ])('passes: %s', (_what, after) => {
    expect(kinds(contractSchemas(), after)).toEqual([]);
  });

  it('passes: a pattern that begins with a longer list of words', () => {
    expect(
      kinds(
        contractSchemas(),
        patterned((text) => text.replace('(health|', '(health|fire|')),
        AGREED,
      ),
    ).toEqual([]);
  });
});

describe('a planted incompatible change is caught', () => {
  const remove = (name: string) => details((d) => delete d.properties[name]);
  it.each([
    ['a field removed', remove('sessions'), 'PROPERTY_REMOVED /data/details/sessions'],
    [
      'a field renamed',
      details((d) => {
        d.properties['halfDays'] = d.properties['sessions'] ?? {};
        delete d.properties['sessions'];
      }),
      'PROPERTY_REMOVED /data/details/sessions',
    ],
    ['a newly required field', details((d) => d.required.push('note')), 'REQUIRED_ADDED /data/details/note'],
    [
      'a newly required field of the data',
      changed((s) => (s.properties.data['required'] = ['relationships'])),
      'REQUIRED_ADDED /data/relationships',
    ],
    [
      'another kind of value',
      details((d) => (d.properties['sessions'] = { type: 'string' })),
      'KIND_NARROWED /data/details/sessions',
    ],
    [
      'a shorter list of codes',
      changedCommon('code-lists.json', (text) => text.replace('"PP",', '')),
      'LIST_NARROWED /data/details/reasons[]',
    ],
    [
      'a list where anything went',
      details((d) => (d.properties['sessions'] = { ...d.properties['sessions'], enum: [1] })),
      'LIST_NARROWED /data/details/sessions',
    ],
    [
      'a narrower range',
      details((d) => ((d.properties['sessions'] as Field)['maximum'] = 10)),
      'LIMIT_NARROWED /data/details/sessions',
    ],
    [
      'a shorter text',
      changedCommon('subject.json', (text) => text.replace('"maxLength":200', '"maxLength":20')),
      'LIMIT_NARROWED /data/subjects[]/address/line1',
    ],
    [
      'a shorter list',
      details((d) => ((d.properties['reasons'] as Field)['maxItems'] = 2)),
      'LIMIT_NARROWED /data/details/reasons',
    ],
    [
      'another form',
      changedCommon('values.json', (text) => text.replace('"format":"date"', '"format":"date-time"')),
      'FORM_CHANGED /data/details/startDate',
    ],
    [
      'fewer sensitivities',
      changed((s) => (s.properties.data['properties'] = { sensitivity: { enum: ['R'] } })),
      'LIST_NARROWED /data/sensitivity',
    ],
    [
      'a new condition',
      changed((s) => (s.properties.data['if'] = { required: ['corrects'] })),
      'CONDITION_CHANGED /data',
    ],
    [
      'a rule added',
      details((d) => ((d as unknown as Field)['not'] = { required: ['note'] })),
      'RULE_CHANGED /data/details',
    ],
  ])('%s', (_what, after, expected) => {
    expect(kinds(contractSchemas(), after)).toContain(expected);
  });

  it.each([
    ['a shorter list of words in a pattern', (text: string) => text.replace('health|', '')],
    ['another end of a pattern', (text: string) => text.replace('{1,60}', '{1,20}')],
    ['another pattern altogether', () => '^[a-z]+$'],
  ])('%s', (_what, change) => {
    expect(kinds(contractSchemas(), patterned(change), AGREED)).toEqual([
      'FORM_CHANGED /data/details/categories[]',
    ]);
  });

  it('a sector that may no longer publish', () => {
    const after = changed((schema) => (schema['x-publishers'] = ['police']));
    expect(kinds(contractSchemas(), after)).toEqual(['PUBLISHER_REMOVED school']);
  });

  it('a rule among fields, or another code that stands alone', () => {
    const rule = { rule: 'AT_MOST', field: 'sessions', of: 'sessions' };
    const ruled = details((d) => ((d as unknown as Field)['x-rules'] = [rule]));
    expect(kinds(contractSchemas(), ruled)).toEqual(['RULE_CHANGED /data/details']);
    expect(kinds(ruled, contractSchemas())).toEqual([]);
    const alone = changedCommon('code-lists.json', (text) => text.replace('["21"]', '["21","20"]'));
    expect(kinds(contractSchemas(), alone, 'social-care.assessment-completed.v1')).toEqual([
      'RULE_CHANGED /data/details/factors[]',
    ]);
  });

  it('fewer roles of whom the event is about, and what every person must carry', () => {
    const narrow = changedCommon('subject.json', (text) => text.replace('"mother",', ''));
    expect(kinds(contractSchemas(), narrow, 'early-help.programme-started.v1')).toContain(
      'LIST_NARROWED /data/subjects[]/role',
    );
  });

  it('a type removed', () => {
    const events = new Map([...contractSchemas().events].filter(([type]) => type !== TYPE));
    expect(kinds(contractSchemas(), { ...contractSchemas(), events })).toEqual(['TYPE_REMOVED ']);
  });

  it('an object closed that was open', () => {
    const open = details((d) => delete d.additionalProperties);
    expect(kinds(open, contractSchemas())).toContain('CLOSED /data/details');
  });

  it('any field of any type removed, whichever it is', () => {
    const fields = [...contractSchemas().events].flatMap(([type, schema]) =>
      Object.keys(schema.$defs.details.properties ?? {}).map((name) => ({ type, name })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...fields), ({ type, name }) => {
        const after = details((d) => delete d.properties[name], type);
        return kinds(contractSchemas(), after, type).includes(`PROPERTY_REMOVED /data/details/${name}`);
      }),
      { numRuns: 40 },
    );
  });
});
