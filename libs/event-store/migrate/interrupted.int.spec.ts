import { isThroughlineError } from '#platform';
import fc from 'fast-check';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpointFile, type Checkpoint, type CheckpointStore } from './checkpoint.js';
import { migrateStore, verifyOnly } from './migrate-store.js';
import { addEndings, fill, noted, readAs, startServer, type Server } from './testing/two-servers.js';

const SEED = 20261123;

/** Lets some checkpoints be written, then fails as a process ends that was killed: events there, checkpoint not. */
function dyingAfter(writes: number, store: CheckpointStore): CheckpointStore {
  let left = writes;
  return {
    find: () => store.find(),
    put: (checkpoint) => (left-- > 0 ? store.put(checkpoint) : Promise.reject(new Error('killed'))),
  };
}

const codeOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'no error',
    (error: unknown) => (isThroughlineError(error) ? error.code : error),
  );

describe('a copy that meets trouble', () => {
  let folder: string;
  let from: Server;
  const targets: Server[] = [];

  const target = async (): Promise<Server> => {
    const server = await startServer();
    targets.push(server);
    return server;
  };

  const fileOf = (to: Server): CheckpointStore =>
    checkpointFile(join(folder, `${targets.indexOf(to)}.json`), from.url, to.url);

  const copy = (to: Server, checkpoints = fileOf(to), maxBatch = 100) =>
    migrateStore({ fromUrl: from.url, toUrl: to.url, checkpoints, maxBatch });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migrate-store-'));
    from = await startServer();
    await fill(from, 1_000);
    await addEndings(from);
  });

  afterAll(async () => {
    await Promise.all([from, ...targets].map((server) => server.stop()));
    await rm(folder, { recursive: true });
  });

  it('holds the same in the end wherever it was cut off, whatever it reads at once afterwards', async () => {
    const numbers = { writes: fc.integer({ min: 1, max: 9 }), batch: fc.integer({ min: 7, max: 400 }) };
    const cutOff = async ({ writes, batch }: { writes: number; batch: number }) => {
      const to = await target();
      await expect(copy(to, dyingAfter(writes, fileOf(to)))).rejects.toThrow('killed');
      const migrated = await copy(to, fileOf(to), batch);
      if (migrated.interrupted) throw new Error('The copy was interrupted');
      const { source, target: copied, differences } = migrated.verification;
      expect({ differences, digest: copied.digest }).toEqual({ differences: [], digest: source.digest });
      expect(migrated.resumed).toBe(true);
    };
    await fc.assert(fc.asyncProperty(fc.record(numbers), cutOff), {
      seed: SEED,
      numRuns: 6,
      endOnFailure: true,
    });
  });

  it('stops after the batch in hand when asked to, and goes on', async () => {
    const to = await target();
    const stopping = new AbortController();
    const checkpoints = fileOf(to);
    const ends = { fromUrl: from.url, toUrl: to.url, checkpoints, maxBatch: 100, signal: stopping.signal };
    const stopped = await migrateStore({ ...ends, onProgress: () => stopping.abort() });
    expect(stopped).toMatchObject({ interrupted: true });
    expect(await copy(to)).toMatchObject({ interrupted: false, verification: { differences: [] } });
  });

  it('goes on without its checkpoint where the target holds the beginning of the same events', async () => {
    const to = await target();
    await expect(copy(to, dyingAfter(4, fileOf(to)))).rejects.toThrow('killed');
    const lost = checkpointFile(join(folder, 'lost.json'), from.url, to.url);
    expect(await copy(to, lost)).toMatchObject({ resumed: false, verification: { differences: [] } });
  });

  it('refuses a target with other events in the same streams, and writes nothing to it', async () => {
    const to = await target();
    await to.client.appendToStream('item-3', [noted(77)]);
    expect(await codeOf(copy(to))).toBe('MIGRATE.TARGET_HOLDS_EVENTS');
    expect(await readAs(to, 'item-3')).toHaveLength(1);
    await expect(readAs(to, 'item-1')).rejects.toThrow();
  });

  it('refuses to go on where others wrote to the target meanwhile', async () => {
    const to = await target();
    await expect(copy(to, dyingAfter(1, fileOf(to)))).rejects.toThrow('killed');
    await to.client.appendToStream('item-49', [noted(78)]);
    expect(await codeOf(copy(to))).toBe('MIGRATE.TARGET_HOLDS_EVENTS');
  });

  it('refuses the server of another hub, whose families would be shown with those of this one', async () => {
    const to = await target();
    await to.client.appendToStream('item-of-another-hub', [noted(81)]);
    expect(await codeOf(copy(to))).toBe('MIGRATE.TARGET_HOLDS_EVENTS');
    await expect(readAs(to, 'item-1')).rejects.toThrow();
  });

  it('leaves streams of another kind on the target alone', async () => {
    const to = await target();
    await to.client.appendToStream('elsewhere-1', [noted(79)]);
    expect(await copy(to)).toMatchObject({ verification: { differences: [] } });
    expect(await readAs(to, 'elsewhere-1')).toHaveLength(1);
  });

  it('refuses to go on with an empty target where the checkpoint says that events are there', async () => {
    const [full, empty] = [await target(), await target()];
    await expect(copy(full, dyingAfter(6, fileOf(full)))).rejects.toThrow('killed');
    const found: Checkpoint | undefined = await fileOf(full).find();
    if (found) await fileOf(empty).put(found);
    expect(await codeOf(copy(empty))).toBe('MIGRATE.HISTORY_INCOMPLETE');
  });

  it('finds one planted difference when it only compares', async () => {
    const to = await target();
    await copy(to);
    await to.client.appendToStream('item-5', [noted(80)]);
    const { differences, source, target: copied } = await verifyOnly({ fromUrl: from.url, toUrl: to.url });
    expect(differences).toEqual([{ stream: 'item-5', inSource: 20, inTarget: 21 }]);
    expect(copied.digest).not.toBe(source.digest);
  });

  it('refuses the checkpoint of another copy, and two names of one server', async () => {
    const to = await target();
    const path = join(folder, 'foreign.json');
    await checkpointFile(path, 'esdb://someone:secret@other:2113', to.url).put({
      ...{ position: 1n, events: 1, digest: '0'.repeat(64), withMetadata: [], tombstoned: [] },
    });
    expect(await readFile(path, 'utf8')).not.toContain('secret');
    expect(await codeOf(copy(to, checkpointFile(path, from.url, to.url)))).toBe('MIGRATE.FOREIGN_CHECKPOINT');
    expect(await codeOf(copy(from))).toBe('MIGRATE.SAME_SERVER');
    const alias = { fromUrl: from.url, toUrl: from.url.replace('127.0.0.1', 'localhost') };
    expect(await codeOf(verifyOnly(alias))).toBe('MIGRATE.SAME_SERVER');
  });

  it('says that a server does not answer', async () => {
    const ends = { fromUrl: from.url, toUrl: 'esdb://127.0.0.1:1?tls=false', deadlineMs: 300 };
    expect(await codeOf(verifyOnly(ends))).toBe('EVENT_STORE.UNAVAILABLE');
  });
});
