import pg from 'pg';
import { createEmbeddedFeed, topicOf } from '#feed';
import { endPool } from '#feed/testing';
import type { AgencyId } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { until } from '../../../test/support/until.js';
import { forgetMessages } from './forget-messages.js';

const AGENCY = 'urn:agency:ods:G7H8J' as AgencyId;
const inADay = () => new Date(Date.now() + 86_400_000);

describe('Forgetting what agencies sent long ago', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeEach(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    pool.on('error', () => undefined);
  });
  afterEach(async () => {
    await endPool(pool);
    await database.drop();
  });

  const held = async (): Promise<number> => {
    const { rows } = await pool.query<{ held: number }>(
      'SELECT count(*)::int AS held FROM feed.messages WHERE topic = $1',
      [topicOf(AGENCY)],
    );
    return rows[0]?.held ?? 0;
  };

  it('takes what every reader is past and older than was said, tells first how much, and why the rest stays', async () => {
    const feed = await createEmbeddedFeed({ pool, databaseUrl: database.url, agencies: [AGENCY] });
    const send = (key: string) =>
      feed.writer.publish([{ agency: AGENCY, key, headers: {}, value: Buffer.from('{}') }]);
    await send('taken');
    await send('taken');
    const consumer = feed.consumer('intake');
    let taken = 0;
    await consumer.start(async ({ messages }) => void (taken += messages.length));
    await until(
      async () => taken === 2 && [...(await consumer.lag()).values()].every((behind) => behind === 0),
    );
    await consumer.stop();
    await send('waiting');
    await feed.close();

    const forget = (before: Date, dryRun = false) => forgetMessages(database.url, { before, dryRun });
    expect(await forget(new Date(0))).toEqual({ forgotten: 0, younger: 3, waiting: 0 });
    expect(await forget(inADay(), true)).toEqual({ forgotten: 2, younger: 0, waiting: 1 });
    expect(await held()).toBe(3);
    expect(await forget(inADay())).toEqual({ forgotten: 2, younger: 0, waiting: 1 });
    expect(await held()).toBe(1);
  });
});
