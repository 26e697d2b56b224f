import { readdirSync, readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { contractSchemas } from '../schemas/schema-folder.js';
import { createValidator } from './validator.js';

const validator = createValidator({ onlyTestNumbers: true });
const NOW = new Date('2026-03-10T09:00:00Z');
const folder = projectPath('contracts', 'examples');

interface InvalidExample {
  readonly because: { readonly code: string; readonly path: string };
  readonly event: unknown;
}

const read = <T>(type: string, file: string): T =>
  JSON.parse(readFileSync(`${folder}/${type}/${file}`, 'utf8')) as T;

describe.each([...contractSchemas().events.keys()])('the contract %s', (type) => {
  const files = readdirSync(`${folder}/${type}`);
  const valid = files.filter((file) => file.startsWith('valid'));
  const invalid = files.filter((file) => file.startsWith('invalid-'));

  it('has at least one valid and three invalid examples', () => {
    expect(valid).toContain('valid.json');
    expect(invalid.length).toBeGreaterThanOrEqual(3);
  });

  it.each(valid)('accepts its example %s', (file) => {
    expect(validator.validate(read(type, file), NOW)).toMatchObject({ ok: true, event: { type } });
  });

  it.each(invalid)('refuses its example %s for the reason it gives', (file) => {
    const { because, event } = read<InvalidExample>(type, file);
    expect(validator.validate(event, NOW)).toEqual({ ok: false, reasons: [because] });
  });
});
