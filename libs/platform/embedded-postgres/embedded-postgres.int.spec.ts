import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { isThroughlineError } from '../errors/errors.js';
import { until } from '../../../test/support/until.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './index.js';

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (isThroughlineError(error) ? `${error.code} ${error.message}` : String(error)),
  );

describe('Embedded PostgreSQL', () => {
  let folder: string;
  let server: EmbeddedPostgres | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-pg-'));
    await chmod(folder, 0o755);
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  it('offers both databases durably, on this machine alone, with a secret password', async () => {
    server = await startEmbeddedPostgres({ folder });
    await query(server.url('eventstore'), 'SELECT 1');
    const [row] = await query(
      server.url('throughline'),
      `SELECT current_setting('fsync') f, current_setting('listen_addresses') l, current_setting('shared_buffers') b`,
    );
    expect(row).toEqual({ f: 'on', l: '127.0.0.1', b: '64MB' });
    expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);
    const guess = new URL(server.url('throughline'));
    guess.password = 'guess';
    await expect(query(guess.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('keeps its data from one start to the next', async () => {
    server = await startEmbeddedPostgres({ folder });
    await query(server.url('throughline'), 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
    await server.stop();
    server = await startEmbeddedPostgres({ folder });
    expect(await query(server.url('throughline'), 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('takes over from a server that a killed hub left running', async () => {
    const left = await startEmbeddedPostgres({ folder });
    await query(left.url('throughline'), 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
    server = await startEmbeddedPostgres({ folder });
    expect(await query(server.url('throughline'), 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await left.died;
  });

  it('recovers when the server itself was killed', async () => {
    const killed = await startEmbeddedPostgres({ folder });
    await query(killed.url('throughline'), 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
    const [pid] = (await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await killed.died;
    server = await startEmbeddedPostgres({ folder });
    expect(await query(server.url('throughline'), 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('waits for the sessions of a killed server that have not noticed yet', async () => {
    const killed = await startEmbeddedPostgres({ folder });
    const client = new pg.Client({ connectionString: killed.url('throughline') });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const session = rows[0]?.pid ?? 0;
    process.kill(session, 'SIGSTOP');
    const [pid] = (await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await killed.died;
    const starting = startEmbeddedPostgres({ folder });
    const log = () => readFile(join(folder, 'postgres.log'), 'utf8');
    await until(async () => (await log()).includes('shared memory block'), { what: 'a refused start' });
    process.kill(session, 'SIGCONT');
    server = await starting;
    expect(await query(server.url('throughline'), 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('says why PostgreSQL refuses to start', async () => {
    await (await startEmbeddedPostgres({ folder })).stop();
    await rm(join(folder, 'cluster', 'global'), { recursive: true });
    expect(await codeOf(startEmbeddedPostgres({ folder }))).toMatch(
      /^POSTGRES.START PostgreSQL could not start \(.*\): see .*postgres.log$/,
    );
  });

  it('ignores a pid file whose number now belongs to another program', async () => {
    await (await startEmbeddedPostgres({ folder })).stop();
    const bystander = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid: 65534 } : {});
    await writeFile(join(folder, 'cluster', 'postmaster.pid'), `${bystander.pid}\n/elsewhere\n`);
    server = await startEmbeddedPostgres({ folder });
    expect(bystander.exitCode).toBeNull();
    bystander.kill();
  });

  it('makes the cluster anew when the first start was cut short', async () => {
    await mkdir(join(folder, 'cluster.new', 'base'), { recursive: true });
    server = await startEmbeddedPostgres({ folder });
    await query(server.url('throughline'), 'SELECT 1');
  });

  it('says in a sentence when its folder cannot be used', async () => {
    await writeFile(join(folder, 'file'), '');
    const outcome = await codeOf(startEmbeddedPostgres({ folder: join(folder, 'file', 'postgres') }));
    expect(outcome).toMatch(
      /^POSTGRES.FOLDER The folder .* cannot be written to: choose another with --data$/,
    );
  });

  it('says in a sentence when the account postgres may not enter a folder', async () => {
    await chmod(folder, 0o700);
    const outcome = await codeOf(
      startEmbeddedPostgres({ folder: join(folder, 'postgres') }).then((s) => s.stop()),
    );
    const asRoot = process.getuid?.() === 0;
    expect(outcome).toMatch(asRoot ? /^POSTGRES.FOLDER .*which may not enter .*chmod o\+x/ : /^none$/);
  });
});
