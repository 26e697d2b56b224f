import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grantsOf } from '#feed/kafka';
import { isThroughlineError, type AgencyId } from '#platform';
import { principalsOf, readPermissionsOptions } from './permissions-options.js';
import { permissionsReport } from './permissions-report.js';
import { readTopicsOptions } from './topics-options.js';
import { topicsReport } from './topics-report.js';

const POLICE = 'urn:agency:force:35' as AgencyId;
const SCHOOL = 'urn:agency:urn:199997' as AgencyId;

const complaint = (ask: () => unknown): string => {
  try {
    ask();
    return 'none';
  } catch (error) {
    return isThroughlineError(error) ? `${error.code} ${error.message}` : String(error);
  }
};

describe('The step that makes topics', () => {
  it('reads copies, partitions and days', () => {
    const args = ['--replication', '3', '--partitions', '6', '--retention-days', '7', '--dry-run'];
    expect(readTopicsOptions(args)).toEqual({
      help: false,
      dryRun: true,
      choices: { partitions: 6, replicationFactor: 3, retentionMs: 604_800_000 },
    });
    expect(readTopicsOptions([])).toEqual({ help: false, dryRun: false, choices: {} });
  });

  it.each([
    [['--partitions', 'many'], 'PROGRAM.ARGUMENT --partitions is a whole number from 1; see --help.'],
    [['--replication', '0'], 'PROGRAM.ARGUMENT --replication is a whole number from 1; see --help.'],
    [['--partition', '3'], "PROGRAM.ARGUMENT Unknown option '--partition'; see --help."],
    [
      ['--replication', '2', '--min-in-sync', '3'],
      'PROGRAM.ARGUMENT --min-in-sync is at most the number of copies, or nothing could be published; see --help.',
    ],
  ])('says in one sentence what is wrong with %j', (args, sentence) => {
    expect(complaint(() => readTopicsOptions(args))).toBe(sentence);
  });

  it('tells what was made, what was there, and what of that is not as asked for', () => {
    const differing = [{ topic: 'b', setting: 'retention.ms', is: '1', wanted: '2' }];
    expect(topicsReport({ missing: ['a'], there: ['b', 'c'], differing }, false).split('\n')).toEqual([
      'Made 1 topic',
      '  a',
      'Were there: 2 topics',
      '  b',
      '  c',
      'Not as asked for, and left as it is, because data may hang on it',
      '  b: retention.ms is 1, asked for 2',
    ]);
    expect(topicsReport({ missing: [], there: [], differing: [] }, true)).toMatch(/^Would make 0 topics/);
  });
});

describe('The step that grants permissions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-principals-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (text: string): string => {
    const path = join(folder, 'names.json');
    writeFileSync(path, text);
    return path;
  };
  const principals = (principalsFile?: string) =>
    principalsOf([POLICE, SCHOOL], { hub: 'hub', principalsFile }).agencies;

  it('takes each account from the file, else from the topic', () => {
    expect([...principals()]).toEqual([
      [POLICE, 'force-35'],
      [SCHOOL, 'urn-199997'],
    ]);
    const named = principals(file(JSON.stringify({ [SCHOOL]: 'oak-primary' })));
    expect(named.get(SCHOOL)).toBe('oak-primary');
    expect(named.get(POLICE)).toBe('force-35');
  });

  it.each(['[]', '{"urn:agency:force:35":7}', '{"urn:agency:force:35":"User:police"}', '{'])(
    'takes no file like %s',
    (text) => {
      expect(complaint(() => principals(file(text)))).toMatch(/^ADMIN.PRINCIPALS .*not a JSON object/);
    },
  );

  it('takes no name for what is no agency of the directory', () => {
    const text = JSON.stringify({ 'urn:agency:force:99': 'x' });
    expect(complaint(() => principals(file(text)))).toMatch(/^ADMIN.PRINCIPALS .*urn:agency:force:99$/);
  });

  it('prints one line for each account and place', () => {
    const grants = grantsOf({ hub: 'hub', agencies: new Map([[POLICE, 'force-35']]) });
    expect(permissionsReport(grants, true).split('\n')).toEqual([
      'Would grant',
      '  User:force-35 topic throughline.events.force-35: write, describe',
      '  User:force-35 topic throughline.receipts.force-35: read, describe',
      '  User:hub topic throughline.events.force-35: read, write, describe',
      '  User:hub topic throughline.receipts.force-35: write, describe',
      '  User:force-35 groups force-35-*: read',
      '  User:hub topic throughline.rejected: write, describe',
      '  User:hub groups throughline-*: read',
    ]);
  });

  it('has the hub’s account and a trial run among its options', () => {
    expect(readPermissionsOptions(['--hub', 'throughline', '--dry-run'])).toMatchObject({
      hub: 'throughline',
      dryRun: true,
    });
  });
});
