import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Uuid } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { until } from '../../../test/support/until.js';
import { connectEventStore } from '../client/connect.js';
import type { EventStore, NewEvent } from '../ports.js';
import { startEmbeddedEventStore } from './index.js';

const STREAMS = 20_000;
const ROUNDS = 20;
const AT_ONCE = 60;

const SEED = `
  WITH top AS (SELECT coalesce(max(position), 0) AS at FROM eventstore.events),
       last AS (SELECT coalesce(max(id), 0) AS id FROM eventstore.streams),
       seeded AS (INSERT INTO eventstore.streams SELECT last.id + n, 'item-' || n FROM last, generate_series(1, ${STREAMS}) n)
  INSERT INTO eventstore.events
  SELECT top.at + n, last.id + n, 0, gen_random_uuid(), 'Noted', true,
         convert_to(format('{"text":"%s"}', repeat('x', 900)), 'UTF8'), '{"schemaVersion":1}', 0
  FROM top, last, generate_series(1, ${STREAMS}) n`;

/** What the database has read of a table's rows; it counts them when a session ends. */
const READ = `
  SELECT relname AS table,
         (seq_tup_read + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes i WHERE i.relid = t.relid))::integer AS rows
  FROM pg_stat_user_tables t WHERE schemaname = 'eventstore' AND relname IN ('streams', 'events') ORDER BY 1`;

const OTHERS = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;

const READILY = [
  'parallel_setup_cost TO 0',
  'parallel_tuple_cost TO 0',
  'min_parallel_index_scan_size TO 0',
  'min_parallel_table_scan_size TO 0',
];

const event = (): NewEvent => ({
  id: randomUUID() as Uuid,
  type: 'Noted',
  data: {},
  metadata: { schemaVersion: 1 },
});

/**
 * The database counts what its tables hold once a minute. Until then it plans by guesses, and has chosen to read a whole table
 * with several workers; here that seems cheaper still.
 */
describe('an event store whose tables have just grown', () => {
  let database: TestDatabase;

  const query = async <Row extends pg.QueryResultRow>(statement: string) => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query<Row>(statement)).rows;
    } finally {
      await client.end();
    }
  };
  const isAlone = async () => (await query(OTHERS)).length === 0;
  const rowsRead = async () => {
    await until(isAlone, { what: 'the end of every other session' });
    return (await query<{ rows: number }>(READ)).reduce((sum, { rows }) => sum + rows, 0);
  };

  /** A session of its own: what it read is counted when it is over. */
  const use = async (work: (store: EventStore) => Promise<void>) => {
    const server = await startEmbeddedEventStore({ databaseUrl: database.url, port: 0 });
    const store = connectEventStore({ url: server.url });
    await work(store);
    await store.close();
    await server.stop();
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    await use(async () => undefined);
    await query(SEED);
    const { pathname } = new URL(database.url);
    for (const setting of READILY) await query(`ALTER DATABASE ${pathname.slice(1)} SET ${setting}`);
  });
  afterAll(() => database.drop());

  it('looks up the streams that it is asked for, and does not walk through all the others', async () => {
    const before = await rowsRead();
    await use(async (store) => {
      for (let round = 0; round < ROUNDS; round += 1)
        await store.appendMany(
          Array.from({ length: AT_ONCE }, (_, at) => ({
            stream: `item-${1 + round * AT_ONCE + at}`,
            expected: 'any' as const,
            events: [event(), event()],
          })),
        );
      for (let at = 1; at <= ROUNDS; at += 1) await store.readStream(`item-${at}`);
    });
    expect((await rowsRead()) - before).toBeLessThan(STREAMS);
  });
});
