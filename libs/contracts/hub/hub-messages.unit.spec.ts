import { readdirSync, readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { hubSchemaFaults } from '../testing/hub-schemas.js';
import { findReason } from '../reasons/reason-codes.js';
import { RECEIPT_TYPE } from './receipt-event.js';

const folder = projectPath('contracts', 'examples', RECEIPT_TYPE);
const read = <T>(file: string): T => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as T;
const files = readdirSync(folder);
const faultsOf = hubSchemaFaults(`${RECEIPT_TYPE}.schema.json`);

interface InvalidExample {
  readonly because: string;
  readonly event: unknown;
}

describe('the receipt that the hub sends', () => {
  const valid = files.filter((file) => file.startsWith('valid'));
  const invalid = files.filter((file) => file.startsWith('invalid-'));

  it('has examples of both kinds', () => {
    expect([valid.length, invalid.length]).toEqual([3, 3]);
  });

  it.each(valid)('keeps to its schema in the example %s, with the words of the catalogue', (file) => {
    const event = read<{ data: { reasons: { code: string; title: string }[] } }>(file);
    expect(faultsOf(event)).toEqual([]);
    for (const { code, title } of event.data.reasons) expect(findReason(code)?.sentence).toBe(title);
  });

  it.each(invalid)('would be caught breaking it as in %s', (file) => {
    const { because, event } = read<InvalidExample>(file);
    expect(faultsOf(event)).toEqual([because]);
  });
});

describe('a message of the rejected topic', () => {
  const headers = {
    'throughline-origin-topic': 'throughline.events.force-35',
    'throughline-origin-partition': '0',
    'throughline-origin-offset': '17',
    'throughline-agency': 'urn:agency:force:35',
    'throughline-code': 'AUTH.SOURCE_NOT_AGENCY',
    'throughline-codes': 'AUTH.SOURCE_NOT_AGENCY,SCHEMA.MISSING',
    'throughline-attempt': '1',
    'throughline-rejected-at': '2026-03-09T14:05:02.118Z',
    'throughline-hub-version': '0.1.0',
  };
  const faults = hubSchemaFaults('rejected-headers.json');

  it('says in its headers where the message lies and why it was refused', () => {
    expect(faults(headers)).toEqual([]);
    expect(faults({ ...headers, 'throughline-codes': 'Example Child' })).toEqual([
      '/throughline-codes pattern',
    ]);
  });
});
