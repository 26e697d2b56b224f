import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { RecordId } from '#platform';
import { createPool } from '#read-store';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { openVault } from './open-stores.js';

const RECORD = '11111111-1111-4111-8111-111111111111' as RecordId;

describe('Opening the vault of a hub', () => {
  let folder: string;
  let database: TestDatabase;
  let pool: pg.Pool;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'open-vault-'));
    database = await createTestDatabase();
    pool = createPool(database.url);
  });
  afterEach(async () => {
    await pool.end();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const open = async (keysDir: string) => openVault({ databaseUrl: database.url, keysDir }, pool);
  const keysDir = () => mkdtemp(join(folder, 'keys-'));

  it('goes well with the key file that it had before', async () => {
    const keys = await keysDir();
    const [sealed] = await (
      await open(keys)
    ).seal([{ record: RECORD, recordClass: 'P', context: 'c', value: 1 }]);
    if (!sealed) throw new Error('Nothing was sealed');
    expect(await (await open(keys)).open([{ sealed, context: 'c' }])).toEqual([1]);
  });

  it('is refused where the key file was lost and another one stands in its place', async () => {
    const vault = await open(await keysDir());
    await vault.seal([{ record: RECORD, recordClass: 'P', context: 'c', value: 1 }]);
    await expect(open(await keysDir())).rejects.toMatchObject({ code: 'VAULT.WRONG_KEY' });
  });

  it('is refused to one of two processes that were given different key files, though nothing is sealed yet', async () => {
    const opened = await Promise.allSettled([open(await keysDir()), open(await keysDir())]);
    expect(opened.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(opened.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'VAULT.WRONG_KEY' },
    });
  });
});
