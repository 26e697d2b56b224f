import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpointFile } from './checkpoint.js';
import { migrateStore, verifyOnly } from './migrate-store.js';
import { addEndings, fill, noted, readAs, startServer, type Server } from './testing/two-servers.js';
import type { Verification } from './verify.js';

describe('a whole copy of an event store of 3,000 events', () => {
  let folder: string;
  let from: Server;
  let to: Server;
  let verification: Verification;

  const copy = async (): Promise<Verification> => {
    const checkpoints = checkpointFile(join(folder, 'checkpoint.json'), from.url, to.url);
    const migrated = await migrateStore({ fromUrl: from.url, toUrl: to.url, checkpoints, maxBatch: 500 });
    if (migrated.interrupted) throw new Error('The copy was interrupted');
    return migrated.verification;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migrate-store-'));
    from = await startServer();
    to = await startServer();
    await fill(from, 3_000);
    await addEndings(from);
    verification = await copy();
  });

  afterAll(async () => {
    await Promise.all([from.stop(), to.stop()]);
    await rm(folder, { recursive: true });
  });

  it('holds the same events under the same digest on both sides', () => {
    expect(verification.differences).toEqual([]);
    expect(verification.target).toEqual(verification.source);
    expect(verification.source.kinds.get('item')).toBe(3_000);
    expect(verification).toMatchObject({ writtenSince: 0, sourceUnchanged: true });
  });

  it('keeps ids, types, revisions, content and metadata of JSON and binary events', async () => {
    const copied = await readAs(to, 'item-7');
    expect(copied).toHaveLength(20);
    expect(copied).toEqual(await readAs(from, 'item-7'));
    expect(new Set(copied.map(({ isJson }) => isJson))).toEqual(new Set([true, false]));
  });

  it('brings the last metadata of a stream over', async () => {
    const { metadata } = await to.client.getStreamMetadata('item-1');
    expect(metadata).toEqual({ maxCount: 500, owner: 'governance' });
  });

  it('leaves a deleted stream unreadable, and one begun again readable from where it began again', async () => {
    await expect(readAs(to, 'deleted')).rejects.toThrow();
    expect((await readAs(to, 'again')).map(({ revision }) => revision)).toEqual([2n]);
  });

  it('bars a tombstoned stream on the target too', async () => {
    await expect(to.client.appendToStream('barred', [noted(9)])).rejects.toThrow();
  });

  it('leaves streams of the server itself behind', async () => {
    await expect(readAs(to, '$own-list')).rejects.toThrow();
  });

  it('brings over what was written since when it is run again, even into deleted streams', async () => {
    await from.client.appendToStream('item-7', [noted(10), noted(11)]);
    await from.client.appendToStream('deleted', [noted(12)]);
    await from.client.setStreamMetadata('item-2', { owner: 'intake' });
    const before = await verifyOnly({ fromUrl: from.url, toUrl: to.url });
    const names = ['$$deleted', '$$item-2', 'deleted', 'item-7'];
    expect(before.differences.map(({ stream }) => stream)).toEqual(names);
    const after = await copy();
    expect(after.differences).toEqual([]);
    expect(after.target.digest).toBe(after.source.digest);
    expect(await readAs(to, 'deleted')).toEqual(await readAs(from, 'deleted'));
  });
});
