import fc from 'fast-check';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import type { ProjectedTable, ReadRow } from '../../ports.js';
import { keyText } from '../../domain/fold-batch.js';
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

describe('Writing a batch of rows', () => {
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

  it('gives every value back as it was, whatever its characters', async () => {
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
});
