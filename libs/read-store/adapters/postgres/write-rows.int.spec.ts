import fc from 'fast-check';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import type { ProjectedTable, ReadRow } from '../../ports.js';
import { keyText } from '../../domain/fold-batch.js';
import { copyLines, copyRows } from './copy-rows.js';
import { createPool } from './pool.js';
import { createKey, createTable } from './table-ddl.js';
import { TableWriter } from './table-writer.js';

const table: ProjectedTable = {
  name: 'values',
  columns: {
    key: 'text',
    text: 'text',
    document: 'jsonb',
    texts: 'text[]',
    number: 'bigint',
    whole: 'integer',
    yes: 'boolean',
    day: 'date',
    moment: 'timestamptz',
  },
  key: ['key'],
  keysOf: () => [],
  evolve: (row) => row,
};

const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', ''));
const rows = fc.uniqueArray(
  fc.record<ReadRow>({
    key: text,
    text: fc.option(text),
    document: fc.option(fc.dictionary(text, fc.option(text), { noNullPrototype: true })),
    texts: fc.option(fc.array(text)),
    number: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
    whole: fc.option(fc.integer()),
    yes: fc.option(fc.boolean()),
    day: fc.option(fc.constantFrom('2015-03-04', '2024-02-29')),
    moment: fc.option(
      fc.date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true }),
    ),
  }),
  { selector: ({ key }) => key, maxLength: 20 },
);

const storable = (given: string) => Buffer.from(given).toString().replaceAll('\0', '\uFFFD');

describe('Writing rows', () => {
  let database: TestDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = createPool(database.url);
    await pool.query('CREATE SCHEMA t');
    await pool.query(createTable('t', table));
    await pool.query(createKey('t', table));
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const copied = async (written: readonly ReadRow[]) => {
    const client = await pool.connect();
    await copyRows(client, 't', table, copyLines(table, written)).finally(() => client.release());
  };

  it('gives every value of a batch back as it was, whatever its characters', async () => {
    const writer = new TableWriter('t', table);
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        await pool.query('TRUNCATE t.values');
        await writer.write(pool, { upserts: written, deletes: [] });
        const read = await writer.read(pool, written);
        expect(new Map(read)).toEqual(new Map(written.map((row) => [keyText(table, row), row])));
        await writer.write(pool, { upserts: [], deletes: written });
        expect((await writer.read(pool, written)).size).toBe(0);
      }),
      { numRuns: 40, seed: 20261123 },
    );
  });

  it('gives every value that was copied in back as it was, whatever its characters', async () => {
    const writer = new TableWriter('t', table);
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        await pool.query('TRUNCATE t.values');
        await copied(written);
        const read = await writer.read(pool, written);
        expect(new Map(read)).toEqual(new Map(written.map((row) => [keyText(table, row), row])));
      }),
      { numRuns: 40, seed: 20261123 },
    );
  });

  it('copies rows whose text looks like marks of the copy itself', async () => {
    const marks = ['\\.', '\\N', '', '\t', 'a\r\nb', '\\\\', 'x'.repeat(200_000)];
    const written = marks.map((mark) => ({ key: mark, text: mark, texts: [mark], document: { mark } }));
    await pool.query('TRUNCATE t.values');
    await copied(written);
    const { rows: read } = await pool.query('SELECT key, text, texts, document FROM t.values');
    expect(read).toEqual(written);
  });

  it('puts a mark where a document holds what PostgreSQL refuses, in names as in values, and nowhere else', async () => {
    const odd = fc.string({ unit: fc.constantFrom('\0', '\ud83d', '\ude00', '\\', 'u0000', 'ud83d', '"') });
    await fc.assert(
      fc.asyncProperty(odd, odd, async (name, value) => {
        await pool.query('TRUNCATE t.values');
        await copied([{ key: 'a', document: { [name]: value } }]);
        const { rows: read } = await pool.query('SELECT document FROM t.values');
        expect(read).toEqual([{ document: { [storable(name)]: storable(value) } }]);
      }),
      { numRuns: 200, seed: 20261126 },
    );
  });

  it.each([
    ['an offset that is none on earth', '2026-11-20T10:00:00+23:59', '2026-11-19T10:01:00.000Z'],
    ['the year nought', '0000-02-28T10:00:00.5Z', '0000-02-28T10:00:00.500Z'],
    ['a day before the year 1', '0001-01-01T00:00:00+05:00', '0000-12-31T19:00:00.000Z'],
    ['a day after the year 9999', '9999-12-31T23:59:59-10:00', '+010000-01-01T09:59:59.000Z'],
    ['a space that is none of ASCII', '2026-11-20\u00A010:00:00Z', '2026-11-20T10:00:00.000Z'],
    ['a leap second', '2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ])(
    'keeps a moment with %s, which a partner may have sent before it was refused',
    async (_what, moment, kept) => {
      await pool.query('TRUNCATE t.values');
      await new TableWriter('t', table).write(pool, { upserts: [{ key: 'written', moment }], deletes: [] });
      await copied([{ key: 'copied', moment }]);
      const { rows: read } = await pool.query<{ moment: Date }>('SELECT moment FROM t.values');
      expect(read.map((row) => row.moment.toISOString())).toEqual([kept, kept]);
    },
  );

  it('keeps a day of the year nought as the one of 1 BC, which it is', async () => {
    await pool.query('TRUNCATE t.values');
    await copied([{ key: 'a', day: '0000-02-29' }]);
    const { rows: read } = await pool.query('SELECT day FROM t.values');
    expect(read).toEqual([{ day: '0001-02-29 BC' }]);
  });

  it('tells why a copy was refused and leaves the connection fit for use', async () => {
    const client = await pool.connect();
    const many = Array.from({ length: 20_000 }, (_, n) => ({ key: `n${n}`, text: 'x'.repeat(500) }));
    const written = [{ key: 'first', whole: 'not a number' }, ...many];
    await client.query('TRUNCATE t.values');
    await expect(copyRows(client, 't', table, copyLines(table, written))).rejects.toMatchObject({
      code: '22P02',
    });
    const { rows: counted } = await client.query('SELECT count(*)::int AS count FROM t.values');
    client.release();
    expect(counted).toEqual([{ count: 0 }]);
  });

  it('ends a copy whose connection is lost', async () => {
    const client = await pool.connect();
    client.on('error', () => undefined);
    const { rows: backends } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const many = Array.from({ length: 20_000 }, (_, n) => ({ key: `n${n}`, text: 'x'.repeat(500) }));
    const other = await pool.connect();
    await other.query('BEGIN; LOCK TABLE t.values');
    const copying = copyRows(client, 't', table, copyLines(table, many));
    await Promise.all([
      expect(copying).rejects.toThrow(),
      pool.query('SELECT pg_terminate_backend($1)', [backends[0]?.pid]),
    ]);
    other.release(true);
    client.release(true);
  });
});
