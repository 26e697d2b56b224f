import type pg from 'pg';
import type { StoredEvent } from '#event-store';
import { ProjectionTables } from '../adapters/postgres/projection-tables.js';
import { findState, putState } from '../adapters/postgres/checkpoints.js';
import { startTestEngines, type TestEngines } from '../testing/engines.js';
import { added, talliesProjection } from '../testing/tallies.projection.js';
import { Fenced, LiveBatches } from './live-batches.js';

describe('Two that both take themselves for the one that runs a view', () => {
  let engines: TestEngines;
  const clients: pg.PoolClient[] = [];
  beforeEach(async () => {
    engines = await startTestEngines();
  });
  afterEach(async () => {
    for (const client of clients) client.release();
    await engines.stop();
  });

  it('never both write: the one that did not write last is refused, however far it has come', async () => {
    const { pool, store } = engines;
    const state = {
      name: 'tallies',
      version: 1,
      generation: 1,
      position: null,
      lastEvent: null,
      caughtUpTo: null,
    };
    const tables = new ProjectionTables('tallies', talliesProjection);
    clients.push(await pool.connect(), await pool.connect());
    await tables.create(pool);
    await putState(pool, state);
    const events: StoredEvent[] = [];
    for (const part of ['a', 'b', 'c']) {
      await store.append('tally-1', 'any', [added('tally-1', part, 1)]);
      events.splice(0, events.length, ...(await store.readStream('tally-1')));
    }
    const [first, second] = clients.map((client) => new LiveBatches(client, tables, state));
    await first?.apply(events.slice(0, 2));
    await expect(second?.apply(events)).rejects.toBeInstanceOf(Fenced);
    await first?.apply(events);
    const { rows } = await pool.query('SELECT total FROM tallies.tallies');
    expect(rows).toEqual([{ total: 3 }]);
    expect((await findState(pool, 'tallies'))?.position).toBe(events.at(-1)?.position);
  });
});
