import { connectEventStore } from '#event-store';
import { startEmbeddedEventStore } from '#event-store/embedded';
import { createTestDatabase } from '../../../test/support/database.js';
import { added } from '../testing/tallies.projection.js';
import { countBehind } from './count-behind.js';

describe('Counting what is behind', () => {
  it('tells how much waits, that nothing does, and never the latter of a store that does not answer', async () => {
    const events = await createTestDatabase();
    const server = await startEmbeddedEventStore({ databaseUrl: events.url, port: 0 });
    const store = connectEventStore({ url: server.url });
    const appended = await store.append('tally-1', 'any', [
      added('tally-1', 'a', 2),
      added('tally-1', 'b', 3),
    ]);
    const last = appended.ok ? appended.position : undefined;
    expect(await countBehind(store, ['tally-'], undefined)).toEqual({
      events: 2,
      since: expect.any(Date) as Date,
    });
    expect(await countBehind(store, ['tally-'], last)).toEqual({ events: 0 });
    await server.stop();
    await expect(countBehind(store, ['tally-'], undefined)).rejects.toMatchObject({
      code: 'PROJECTION.NOT_COUNTED',
    });
    await store.close();
    await events.drop();
  });
});
