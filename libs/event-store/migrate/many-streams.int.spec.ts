import { TestCluster } from '../testing/index.js';
import { NOTHING_COPIED, type Checkpoint } from './checkpoint.js';
import { migrateStore } from './migrate-store.js';
import { noted, startServer, type Server } from './testing/two-servers.js';

const STREAMS = 300;
const BATCH_APPEND = '/event_store.client.streams.Streams/BatchAppend';

describe('A copy of more streams than a server takes calls at once', () => {
  let from: Server;
  let to: TestCluster;

  beforeAll(async () => {
    [from, to] = await Promise.all([startServer(), TestCluster.start({ nodes: 1 })]);
    for (let at = 0; at < STREAMS; at += 1) await from.client.appendToStream(`item-${at}`, [noted(at)]);
  });
  afterAll(async () => {
    await Promise.all([from.stop(), to.stop()]);
  });

  it('goes over one call, and holds the same in the end', async () => {
    let kept: Checkpoint = NOTHING_COPIED;
    const checkpoints = {
      find: async () => undefined,
      put: async (reached: Checkpoint) => void (kept = reached),
    };
    const migrated = await migrateStore({ fromUrl: from.url, toUrl: to.url(), checkpoints });
    expect(migrated).toMatchObject({ interrupted: false, verification: { differences: [] } });
    expect(kept.events).toBe(STREAMS);
    expect(to.calls.filter(({ path }) => path === BATCH_APPEND)).toHaveLength(1);
  });
});
