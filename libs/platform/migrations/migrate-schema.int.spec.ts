import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { migrateSchema } from './migrate-schema.js';

const FEED = { schema: 'feed', folder: 'libs/feed/migrations' };

describe('Bringing a schema up to date', () => {
  let database: TestDatabase;
  let watching: pg.Client;
  beforeEach(async () => {
    database = await createTestDatabase();
    watching = new pg.Client({ connectionString: database.url });
    await watching.connect();
  });
  afterEach(async () => {
    await watching.end();
    await database.drop();
  });

  const applied = async () =>
    (await watching.query<{ name: string }>('SELECT name FROM feed.migrations ORDER BY id')).rows;

  it('may be done by several processes at once, and again, and changes nothing then', async () => {
    await Promise.all([1, 2, 3].map(() => migrateSchema(database.url, FEED)));
    const once = await applied();
    expect(once.length).toBeGreaterThan(0);
    await migrateSchema(database.url, FEED);
    expect(await applied()).toEqual(once);
  });

  it('leaves no connection behind, to which a server that stops just then would speak', async () => {
    const open = () => process.getActiveResourcesInfo().filter((each) => each === 'TCPSocketWrap').length;
    const before = open();
    for (let times = 0; times < 5; times += 1) {
      await migrateSchema(database.url, FEED);
      expect(open()).toBe(before);
    }
  });
});
