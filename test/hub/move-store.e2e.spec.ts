import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { connectEventStore } from '#event-store';
import { projectPath } from '#platform';
import { createPool, listStates, waitForProjection } from '#read-store';
import { feedLag } from '../chaos/feed-lag.js';
import { untilReconsidered } from '../chaos/until-reconsidered.js';
import { exampleOf, Partner } from '../e2e/partner.js';
import { until } from '../support/until.js';
import { buildHub, makeDataFolder, startHub, type HubProcess, type Running } from './hub-process.js';

const HEALTH = 'urn:agency:ods:G7H8J';

/** A program of the build, from the folder of its own where it may leave files. */
function program(path: string, args: readonly string[], folder: string) {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  const child = spawn(process.execPath, [projectPath('dist', path), ...args], { cwd: folder, env });
  const told = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (told.text += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, told, ended };
}

describe('Moving the hub to another event store', () => {
  let data: Awaited<ReturnType<typeof makeDataFolder>>;
  let target: Awaited<ReturnType<typeof makeDataFolder>>;
  let elsewhere: string;
  const hubs: HubProcess[] = [];
  const servers: ReturnType<typeof program>[] = [];

  const start = (args: readonly string[], settings = {}) => {
    const hub = startHub(data.folder, args, settings);
    hubs.push(hub);
    return hub;
  };
  const serve = async (folder: string) => {
    const server = program(
      'libs/event-store/embedded/cli/main.js',
      ['--port', '0', '--data', folder],
      elsewhere,
    );
    servers.push(server);
    const url = await until(() => /ready at (\S+)/.exec(server.told.text)?.[1], { withinMs: 60_000 });
    const stop = async () => {
      server.child.kill('SIGINT');
      expect(await server.ended).toBe(0);
    };
    return { url, stop };
  };
  const run = async (path: string, ...args: string[]) => {
    const { ended, told } = program(path, args, elsewhere);
    return { code: await ended, text: told.text };
  };
  const forget = () => run('apps/hub/cli/forget-positions.js', '--data', data.folder);

  /** Every event has its outcome, what follows from it is stored, and the views show it. */
  const level = async (running: Running) => {
    await until(async () => (await feedLag(running)) === 0, { what: 'an empty feed' });
    const pool = createPool(running.databaseUrl);
    const store = connectEventStore({ url: running.eventStoreUrl });
    await untilReconsidered(store, pool);
    const head = (await store.headPosition()) ?? 0n;
    for (const { name } of await listStates(pool)) await waitForProjection(pool, name, head);
    await store.close();
    await pool.end();
  };
  /** How many rows every view has. */
  const viewsOf = async (running: Running): Promise<Record<string, number>> => {
    await level(running);
    const { databaseUrl } = running;
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const tables = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname IN (SELECT name FROM projections.state) ORDER BY name`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${name}`);
      counts[name] = Number(rows[0]?.count);
    }
    await client.end();
    return counts;
  };
  const publish = async ({ baseUrl, credentialsFile }: Running, id: string) => {
    const health = await Partner.signIn(baseUrl, credentialsFile, HEALTH);
    const event = await exampleOf('health.was-not-brought.v1', id, () => ({
      recordedAt: new Date(Date.now() - 86_400_000).toISOString(),
    }));
    expect(await health.publish(event)).toBe(202);
    return until(async () => (await health.receipt(id)).state !== 'received', { what: 'an outcome' });
  };

  beforeAll(async () => {
    buildHub();
    [data, target] = [await makeDataFolder(), await makeDataFolder()];
    elsewhere = await mkdtemp(join(tmpdir(), 'move-'));
  }, 120_000);
  afterAll(async () => {
    for (const hub of hubs) await hub.stop();
    for (const { child, ended } of servers) {
      child.kill('SIGINT');
      await ended;
    }
    await Promise.all([data.remove(), target.remove(), rm(elsewhere, { recursive: true })]);
  });

  it('follows the documentation to the end: the same views, and new events in them', async () => {
    const before = start(['--families', '3']);
    const running = await before.welcomed();
    await publish(running, 'WNB-BEFORE');
    const views = await viewsOf(running);
    expect(Object.values(views).filter((count) => count > 0).length).toBeGreaterThan(3);
    expect((await forget()).text).toMatch(/^Another hub \(process \d+\) uses this data folder/);
    expect(await before.stop()).toBe(0);

    const source = await serve(join(data.folder, 'postgres'));
    const cluster = await serve(target.folder);
    const copied = await run('libs/event-store/migrate/cli/main.js', source.url, cluster.url);
    expect([copied.code, copied.text]).toEqual([0, expect.stringContaining('Both hold the same.')]);
    expect((await forget()).text).toMatch(/^The folder .* is in use by the event store with process id \d+/);
    await source.stop();

    const forgotten = await forget();
    expect([forgotten.code, forgotten.text]).toEqual([
      0,
      expect.stringMatching(/^Forgot the positions of \d+ views, of agreements and links/),
    ]);
    const after = start(['--no-demo'], { EVENTSTORE_URL: cluster.url });
    const moved = await after.welcomed();
    expect(moved.eventStoreUrl).toBe(cluster.url);
    expect(await viewsOf(moved)).toEqual(views);
    await publish(moved, 'WNB-AFTER');
    await until(
      async () => (await viewsOf(moved))['receipts.receipts'] === (views['receipts.receipts'] ?? 0) + 1,
    );
    expect(await after.stop()).toBe(0);
  }, 300_000);

  it('says where nothing was kept', async () => {
    const { code, text } = await run('apps/hub/cli/forget-positions.js', '--data', elsewhere);
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(/^No hub has kept anything in .*: name its folder/),
    ]);
  });
});
