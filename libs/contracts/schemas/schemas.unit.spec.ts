import { catalogue } from '../catalogue/entries.js';
import { SECTORS } from '../envelope.js';
import { inlineReferences, isObject, type Keywords } from '../compatibility/inline-references.js';
import { findPublishedContract } from './published-contract.js';
import { contractSchemas } from './schema-folder.js';

/** Every schema object within `data`, with its path. */
function parts(
  schema: Keywords,
  path: string,
): readonly { readonly path: string; readonly schema: Keywords }[] {
  const nested = ['properties', 'items', 'else'].flatMap((keyword) => {
    const value = schema[keyword];
    if (!isObject(value)) return [];
    if (keyword !== 'properties') return parts(value, path);
    return Object.entries(value).flatMap(([name, field]) =>
      isObject(field) ? parts(field, `${path}/${name}`) : [],
    );
  });
  return [{ path, schema }, ...nested];
}

function dataParts(type: string) {
  const schema = contractSchemas().events.get(type);
  const envelope = schema === undefined ? {} : inlineReferences(schema, contractSchemas());
  const properties = isObject(envelope['properties']) ? envelope['properties'] : {};
  return isObject(properties['data']) ? parts(properties['data'], '/data') : [];
}

const isCoded = (schema: Keywords) => 'enum' in schema || 'const' in schema;

describe.each(catalogue().map(({ type }) => type))('the schema of %s', (type) => {
  const all = dataParts(type);

  it('closes every object but the empty details of a retraction, so that nobody sends what nobody asked for', () => {
    const open = all.filter(
      ({ schema }) => schema['type'] === 'object' && schema['additionalProperties'] !== false,
    );
    expect(open.map(({ path }) => path)).toEqual(['/data/details']);
    expect(contractSchemas().events.get(type)?.$defs.details.additionalProperties).toBe(false);
  });

  it('bounds every text and list', () => {
    const unbounded = all.filter(({ schema }) => {
      if (schema['type'] === 'array') return schema['maxItems'] === undefined;
      const bounded = schema['maxLength'] !== undefined || schema['format'] === 'date' || isCoded(schema);
      return schema['type'] === 'string' && !bounded;
    });
    expect(unbounded.map(({ path }) => path)).toEqual([]);
  });

  it('has words for every field and code of its details', () => {
    const details = all.filter(
      ({ path, schema }) => path.includes('/details/') && Object.keys(schema).length > 0,
    );
    const wordless = details.filter(({ schema }) => 'enum' in schema && !isObject(schema['x-labels']));
    expect(wordless.map(({ path }) => path)).toEqual([]);
    const untitled = details.filter(
      ({ schema }) => !('title' in schema) && !('pattern' in schema) && !('format' in schema),
    );
    expect(untitled.map(({ path }) => path)).toEqual([]);
  });

  it('is handed out in one document with its examples', () => {
    const contract = findPublishedContract(type);
    expect(contract?.schema.$defs).toHaveProperty(['envelope.json']);
    expect(contract?.examples.valid.length).toBeGreaterThan(0);
    expect(SECTORS).toContain(contract?.sector);
  });
});

it('hands out no contract for a type that the catalogue has not', () => {
  expect(findPublishedContract('health.horoscope-read.v1')).toBeUndefined();
  expect(findPublishedContract('../../package')).toBeUndefined();
});
