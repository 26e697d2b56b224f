import { jest } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { RecordId } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { until } from '../../test/support/until.js';
import { createVault, ERASED, migrateVault, type Sealed } from './index.js';

const keyEncryptionKey = randomBytes(32);
const aRecord = () => randomUUID() as RecordId;
const note = (record: RecordId, value: unknown, context = 'item-1') =>
  ({ record, recordClass: 'S', context, value }) as const;

describe('The vault', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let time = 0;
  const open = (options = {}) => createVault({ pool, keyEncryptionKey, clock: () => time, ...options });
  const sealOne = async (record: RecordId, value: unknown, vault = open()): Promise<Sealed> => {
    const [sealed] = await vault.seal([note(record, value)]);
    if (!sealed) throw new Error('Nothing was sealed');
    return sealed;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    await migrateVault(database.url);
    pool = new pg.Pool({ connectionString: database.url, max: 8 });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('opens what it sealed, in the order asked', async () => {
    const vault = open();
    const record = aRecord();
    const sealed = await vault.seal([note(record, { a: 1 }), note(aRecord(), 'two'), note(record, [3])]);
    const opened = await vault.open(sealed.map((each) => ({ sealed: each, context: 'item-1' })));
    expect(opened).toEqual([{ a: 1 }, 'two', [3]]);
    expect(sealed[0]?.k).toBe(`${record}/S`);
  });

  it('opens after a restart, from the wrapped key', async () => {
    const sealed = await sealOne(aRecord(), 'kept');
    expect(await open().open([{ sealed, context: 'item-1' }])).toEqual(['kept']);
  });

  it('never gives the same sealed text twice', async () => {
    const record = aRecord();
    const vault = open();
    expect((await sealOne(record, 'same', vault)).c).not.toBe((await sealOne(record, 'same', vault)).c);
  });

  it('stores no data key in the clear', async () => {
    const sealed = await sealOne(aRecord(), 'x');
    const { rows } = await pool.query<{ wrapped: Buffer }>(
      'SELECT wrapped FROM vault.keys WHERE key_id = $1',
      [sealed.k],
    );
    expect(rows[0]?.wrapped.length).toBe(12 + 32 + 16);
  });

  it.each([0, 12, 20, -1])('notices a changed byte at %i', async (at) => {
    const sealed = await sealOne(aRecord(), 'a statement long enough');
    const bytes = Buffer.from(sealed.c, 'base64');
    const index = at < 0 ? bytes.length + at : at;
    bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index);
    const changed = { k: sealed.k, c: bytes.toString('base64') };
    await expect(open().open([{ sealed: changed, context: 'item-1' }])).rejects.toMatchObject({
      code: 'VAULT.TAMPERED',
    });
  });

  it('notices a sealed value moved to another item or another record', async () => {
    const sealed = await sealOne(aRecord(), 'x');
    const other = await sealOne(aRecord(), 'y');
    await expect(open().open([{ sealed, context: 'item-2' }])).rejects.toMatchObject({
      code: 'VAULT.TAMPERED',
    });
    const moved = { k: other.k, c: sealed.c };
    await expect(open().open([{ sealed: moved, context: 'item-1' }])).rejects.toMatchObject({
      code: 'VAULT.TAMPERED',
    });
  });

  it('notices a cut-off value and a key name that cannot exist', async () => {
    const sealed = await sealOne(aRecord(), 'x');
    const cut = { k: sealed.k, c: 'AAAA' };
    await expect(open().open([{ sealed: cut, context: 'item-1' }])).rejects.toMatchObject({
      code: 'VAULT.TAMPERED',
    });
    const odd = { k: 'x/Z', c: sealed.c };
    await expect(open().open([{ sealed: odd, context: 'item-1' }])).rejects.toMatchObject({
      code: 'VAULT.TAMPERED',
    });
  });

  it('says that the key-encryption key is another one', async () => {
    const sealed = await sealOne(aRecord(), 'x');
    const stranger = open({ keyEncryptionKey: randomBytes(32) });
    await expect(stranger.open([{ sealed, context: 'item-1' }])).rejects.toMatchObject({
      code: 'VAULT.WRONG_KEY',
    });
  });

  it('reads erased content as erased at once where the key was destroyed, whatever was in memory', async () => {
    const vault = open();
    const record = aRecord();
    const sealed = await sealOne(record, 'gone', vault);
    await vault.open([{ sealed, context: 'item-1' }]);
    expect(await vault.destroy(record)).toBe(1);
    expect(await vault.open([{ sealed, context: 'item-1' }])).toEqual([ERASED]);
    expect(await vault.destroy(record)).toBe(0);
  });

  it('tells what is erased without opening anything, of what is in memory and of what is not', async () => {
    const vault = open();
    const record = aRecord();
    const [gone, kept] = await vault.seal([note(record, 'h'), { ...note(record, 's'), recordClass: 'H' }]);
    const never = { k: `${aRecord()}/P` };
    for (const each of [vault, open()]) {
      const asked = [gone, kept, never].flatMap((one) => one ?? []);
      expect(await each.areErased(asked)).toEqual([false, false, false]);
      expect(await each.areErased([])).toEqual([]);
    }
    await vault.destroy(record, 'S');
    for (const each of [vault, open()])
      expect(await each.areErased([gone, kept].flatMap((one) => one ?? []))).toEqual([true, false]);
  });

  it('keeps the other classes when one class of a record is erased', async () => {
    const vault = open();
    const record = aRecord();
    const both = await vault.seal([note(record, 's'), { ...note(record, 'h'), recordClass: 'H' }]);
    expect(await vault.destroy(record, 'H')).toBe(1);
    const opened = await vault.open(both.map((sealed) => ({ sealed, context: 'item-1' })));
    expect(opened).toEqual(['s', ERASED]);
  });

  it('never makes a new key for an erased record, in no class, though it had none before', async () => {
    const vault = open();
    const record = aRecord();
    expect(await vault.destroy(record)).toBe(0);
    for (const recordClass of ['P', 'H', 'S', 'C', 'R'] as const) {
      const sealing = vault.seal([{ ...note(record, 'x'), recordClass }, note(aRecord(), 'innocent')]);
      await expect(sealing).rejects.toMatchObject({
        code: 'VAULT.ERASED_RECORD',
        context: { keys: `${record}/${recordClass}` },
      });
    }
  });

  it('stops using a key that another process destroyed, within the documented time', async () => {
    const here = open({ maxAgeMs: 10_000 });
    const record = aRecord();
    const sealed = await sealOne(record, 'gone', here);
    await open().destroy(record);
    time += 10_000;
    expect(await here.open([{ sealed, context: 'item-1' }])).toEqual([ERASED]);
    await expect(here.seal([note(record, 'x')])).rejects.toMatchObject({ code: 'VAULT.ERASED_RECORD' });
  });

  it('stops using it in that time also where the time of day was set back meanwhile', async () => {
    let setBy = 0;
    const original = Date.now;
    const timeOfDay = jest.spyOn(Date, 'now').mockImplementation(() => original() + setBy);
    try {
      const here = createVault({ pool, keyEncryptionKey, maxAgeMs: 1 });
      const record = aRecord();
      const sealed = await sealOne(record, 'gone', here);
      await open().destroy(record);
      setBy = -3_600_000;
      const opened = async () => (await here.open([{ sealed, context: 'item-1' }]))[0] === ERASED;
      await until(opened, { withinMs: 2_000, what: 'the end of the key' });
    } finally {
      timeOfDay.mockRestore();
    }
  });

  it('agrees on one key when many vaults make it at the same moment', async () => {
    const records = Array.from({ length: 40 }, aRecord);
    const vaults = Array.from({ length: 6 }, () => open());
    const sealed = await Promise.all(
      vaults.map((vault, turn) => {
        const order = turn % 2 === 0 ? records : [...records].reverse();
        return vault.seal(order.map((record) => note(record, turn)));
      }),
    );
    const requests = sealed.flat().map((each) => ({ sealed: each, context: 'item-1' }));
    const opened = await open().open(requests);
    expect(opened).toEqual(vaults.flatMap((_, turn) => records.map(() => turn)));
  });

  it('lets either sealing or erasing win when they meet, never both', async () => {
    for (let round = 0; round < 20; round += 1) {
      const record = aRecord();
      const [sealing] = await Promise.allSettled([open().seal([note(record, 'x')]), open().destroy(record)]);
      if (sealing.status === 'fulfilled') {
        const opened = await open().open(sealing.value.map((sealed) => ({ sealed, context: 'item-1' })));
        expect(opened).toEqual([ERASED]);
      }
      await expect(open().seal([note(record, 'x')])).rejects.toMatchObject({ code: 'VAULT.ERASED_RECORD' });
    }
  });

  it('keeps working when more keys are used than it holds in memory', async () => {
    const vault = open({ cacheSize: 3 });
    const sealed = await vault.seal(Array.from({ length: 12 }, (_, index) => note(aRecord(), index)));
    const opened = await vault.open(sealed.map((each) => ({ sealed: each, context: 'item-1' })));
    expect(opened).toEqual(Array.from({ length: 12 }, (_, index) => index));
  });

  it('is retryable where PostgreSQL does not answer', async () => {
    const closed = new pg.Pool({ connectionString: database.url });
    await closed.end();
    const vault = createVault({ pool: closed, keyEncryptionKey });
    await expect(vault.seal([note(aRecord(), 'x')])).rejects.toMatchObject({
      code: 'VAULT.UNAVAILABLE',
      retryable: true,
    });
  });
});
