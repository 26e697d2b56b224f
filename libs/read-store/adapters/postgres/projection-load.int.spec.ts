import fc from 'fast-check';
import type pg from 'pg';
import type { StoredEvent } from '#event-store';
import { derivedUuid } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { added, happened, talliesProjection as projection } from '../../testing/tallies.projection.js';
import { createPool } from './pool.js';
import { ProjectionLoad } from './projection-load.js';
import { ProjectionTables } from './projection-tables.js';

const history = fc.array(
  fc.record({
    stream: fc.nat(6),
    amount: fc.integer({ min: -9, max: 9 }),
    part: fc.constantFrom('a', 'b', 'c'),
    clears: fc.boolean(),
    endsBatch: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);
type Step = typeof history extends fc.Arbitrary<(infer S)[]> ? S : never;

/** The steps as stored events, in batches. */
function batchesOf(steps: readonly Step[]): readonly (readonly StoredEvent[])[] {
  const revisions = new Map<string, bigint>();
  const batches: StoredEvent[][] = [[]];
  steps.forEach(({ stream: number, amount, part, clears, endsBatch }, at) => {
    const stream = `tally-${number}`;
    const revision = revisions.get(stream) ?? 0n;
    revisions.set(stream, revision + 1n);
    const event = clears ? happened(stream, 'Cleared') : added(stream, `${at}`, amount, part);
    const id = derivedUuid(stream, `${at}`);
    batches.at(-1)?.push({ ...event, id, stream, revision, position: BigInt(at), createdAt: new Date(0) });
    if (endsBatch) batches.push([]);
  });
  return batches;
}

describe('Loading a whole history into new tables', () => {
  let database: TestDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = createPool(database.url);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const loaded = async (client: pg.PoolClient, steps: readonly Step[], mostWaiting: number) => {
    const load = new ProjectionLoad('loaded', projection, mostWaiting);
    await load.create(client);
    for (const batch of batchesOf(steps)) await load.write(client, load.fold(batch));
    await load.finish(client);
    return contents(client, 'loaded');
  };
  const applied = async (client: pg.PoolClient, steps: readonly Step[]) => {
    const tables = new ProjectionTables('applied', projection);
    await tables.create(client);
    for (const batch of batchesOf(steps)) await tables.apply(client, batch);
    return contents(client, 'applied');
  };

  it('gives the rows and tables of a live view, however few changes may wait', async () => {
    const client = await pool.connect();
    await fc
      .assert(
        fc.asyncProperty(history, fc.nat(20), async (steps, mostWaiting) => {
          expect(await loaded(client, steps, mostWaiting)).toEqual(await applied(client, steps));
        }),
        { numRuns: 30, seed: 20261123 },
      )
      .finally(() => client.release());
  });

  it('lets the server know how its rows are spread, before anybody asks for some of them', async () => {
    const client = await pool.connect();
    try {
      await loaded(client, [{ stream: 1, amount: 2, part: 'a', clears: false, endsBatch: false }], 5);
      const { rows } = await client.query(
        `SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = 'loaded'`,
      );
      expect(rows).toContainEqual({ tablename: 'tallies' });
    } finally {
      client.release();
    }
  });
});

/** Rows in order, and what the catalogue says of columns and indexes. */
async function contents(client: pg.PoolClient, schema: string): Promise<readonly unknown[]> {
  const texts = [
    `SELECT * FROM ${schema}.tallies ORDER BY tally`,
    `SELECT * FROM ${schema}.parts ORDER BY tally, part`,
    `SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
     WHERE table_schema = '${schema}' ORDER BY table_name, ordinal_position`,
    `SELECT replace(indexdef, '${schema}.', '') FROM pg_indexes WHERE schemaname = '${schema}' ORDER BY 1`,
  ];
  const found: unknown[] = [];
  for (const text of texts) found.push((await client.query(text)).rows);
  return found;
}
