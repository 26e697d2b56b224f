import { readdirSync, readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { hubSchemaFaults } from '../testing/hub-schemas.js';
import { findReason } from '../reasons/reason-codes.js';
import { CONTENT_ASKED_TYPE } from './content-asked-event.js';
import { RECEIPT_TYPE } from './receipt-event.js';

const folderOf = (type: string) => projectPath('contracts', 'examples', type);
const examplesOf = (type: string) => ({
  files: readdirSync(folderOf(type)),
  read: <T>(file: string): T => JSON.parse(readFileSync(`${folderOf(type)}/${file}`, 'utf8')) as T,
});

interface InvalidExample {
  readonly because: string;
  readonly event: unknown;
}

describe('the receipt that the hub sends', () => {
  const { files, read } = examplesOf(RECEIPT_TYPE);
  const faultsOf = hubSchemaFaults(`${RECEIPT_TYPE}.schema.json`);
  const valid = files.filter((file) => file.startsWith('valid'));
  const invalid = files.filter((file) => file.startsWith('invalid-'));

  it('has examples of both kinds', () => {
    expect([valid.length, invalid.length]).toEqual([4, 3]);
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

describe('the question for content that the hub no longer has', () => {
  const { files, read } = examplesOf(CONTENT_ASKED_TYPE);
  const faultsOf = hubSchemaFaults(`${CONTENT_ASKED_TYPE}.schema.json`);

  it('keeps to its schema, with the words of the catalogue', () => {
    const event = read<{ data: { reason: { code: string; title: string; remedy: string } } }>('valid.json');
    expect(faultsOf(event)).toEqual([]);
    const { code, title, remedy } = event.data.reason;
    expect(findReason(code)).toMatchObject({ sentence: title, remedy });
  });

  it.each(files.filter((file) => file.startsWith('invalid-')))(
    'would be caught breaking it as in %s',
    (file) => {
      const { because, event } = read<InvalidExample>(file);
      expect(faultsOf(event)).toEqual([because]);
    },
  );
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
