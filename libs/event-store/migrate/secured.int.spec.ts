import { isThroughlineError } from '#platform';
import { EventStoreDBClient } from '@eventstore/db-client';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificates, TestCluster, type TestCertificates } from '../testing/index.js';
import { checkpointFile } from './checkpoint.js';
import { migrateStore, verifyOnly } from './migrate-store.js';
import { addEndings, fill, readAs, type Server } from './testing/two-servers.js';

const ACCOUNT = 'admin:ch%40nge%3Ait';

/** A cluster as the other specs of this folder know a server. */
function serverOf(cluster: TestCluster): Server {
  const client = EventStoreDBClient.connectionString(cluster.url());
  const stop = async () => {
    await client.dispose();
    await cluster.stop();
  };
  return { url: cluster.url(), client, stop };
}

describe('A copy between clusters with TLS and accounts', () => {
  let folder: string;
  let tls: [TestCertificates, TestCertificates];
  let clusters: [TestCluster, TestCluster];
  let from: Server;
  let to: Server;

  const checkpoints = (name: string) => checkpointFile(join(folder, name), from.url, to.url);
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'no error',
      (error: unknown) => (isThroughlineError(error) ? error.code : error),
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migrate-store-'));
    tls = [await makeCertificates(), await makeCertificates()];
    clusters = [
      await TestCluster.start({ tls: tls[0], account: ACCOUNT }),
      await TestCluster.start({ tls: tls[1], account: 'other:account' }),
    ];
    [from, to] = [serverOf(clusters[0]), serverOf(clusters[1])];
    await fill(from, 1_000);
    await addEndings(from);
  });

  afterAll(async () => {
    await Promise.all([from.stop(), to.stop(), ...tls.map((each) => each.remove())]);
    await rm(folder, { recursive: true });
  });

  it('is refused in one sentence for a wrong password or authority, on either side', async () => {
    const [source, target] = clusters;
    const attempt = (fromUrl: string, toUrl: string) => codeOf(verifyOnly({ fromUrl, toUrl }));
    expect(await attempt(source.url({ account: 'admin:wrong' }), to.url)).toBe('EVENT_STORE.ACCESS_DENIED');
    expect(await attempt(from.url, target.url({ account: 'other:wrong' }))).toBe('EVENT_STORE.ACCESS_DENIED');
    expect(await attempt(from.url, target.url({ ca: tls[0].authority }))).toBe('EVENT_STORE.UNTRUSTED');
  });

  it('holds the same in the end, though both sides change their leader meanwhile', async () => {
    let moved = 0;
    const onProgress = () => {
      for (const cluster of moved++ % 3 === 0 ? clusters : []) cluster.handOver(cluster.follower);
    };
    const file = checkpoints('moving.json');
    const ends = { fromUrl: from.url, toUrl: to.url, checkpoints: file, maxBatch: 100, onProgress };
    const migrated = await migrateStore(ends);
    if (migrated.interrupted) throw new Error('The copy was interrupted');
    const { source, target, differences } = migrated.verification;
    expect({ differences, digest: target.digest }).toEqual({ differences: [], digest: source.digest });
    expect(moved).toBeGreaterThan(9);
    expect(await readAs(to, 'item-7')).toEqual(await readAs(from, 'item-7'));
    const kept = await readFile(join(folder, 'moving.json'), 'utf8');
    expect(kept).not.toMatch(/ch%40nge|ch@nge|account/);
  });
});
