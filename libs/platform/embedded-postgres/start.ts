import pg from 'pg';
import { silentLogger, type Logger } from '../logging/logger.js';
import { postgresAccount } from './account.js';
import { findBinaries } from './binaries.js';
import { prepareFolder, serverPassword } from './folder.js';
import { initialiseCluster } from './initialise.js';
import { clearLeftOver, stopServer } from './left-over.js';
import { untilReady } from './ready.js';
import { freePort } from '../ports/free-ports.js';

const USER = 'throughline';
export const EMBEDDED_DATABASES = ['throughline', 'eventstore'] as const;
export type EmbeddedDatabase = (typeof EMBEDDED_DATABASES)[number];

export interface EmbeddedPostgres {
  readonly port: number;
  /** Connection address with user and password; a secret. */
  url(database: EmbeddedDatabase): string;
  /** Settles if the server ends without `stop`. */
  readonly died: Promise<void>;
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL server on 127.0.0.1 whose files all lie in `folder`, with fsync on and the hub's two databases.
 * Waits up to `readyWithinMs` (default 60 s: crash recovery may take a while). Throws `POSTGRES.*`, one sentence each.
 */
export async function startEmbeddedPostgres(options: {
  folder: string;
  /** A free one where absent. */
  port?: number;
  logger?: Logger;
  readyWithinMs?: number;
}): Promise<EmbeddedPostgres> {
  const { folder, logger = silentLogger, readyWithinMs = 60_000 } = options;
  const [binaries, account] = await Promise.all([findBinaries(), postgresAccount()]);
  const { cluster, log, passwordFile } = await prepareFolder(folder, account, binaries);
  await clearLeftOver(cluster, { binaries, account, logger });
  const password = await serverPassword(passwordFile);
  await initialiseCluster(cluster, { binaries, account, user: USER, password });
  const port = options.port ?? (await freePort());
  const url = (database: string) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
  const stop = () => stopServer(cluster, { binaries, account });
  const server = { program: binaries.postgres, cluster, port, log, account };
  let started: { exited: Promise<number> };
  try {
    started = await untilReady(server, { url: url('postgres'), readyWithinMs });
    await createDatabases(url('postgres'));
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
  let stopping: Promise<void> | undefined;
  const died = started.exited.then(() => (stopping ? new Promise<void>(() => undefined) : undefined));
  return { port, url, died, stop: () => (stopping ??= stop()) };
}

async function createDatabases(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const present = new Set(rows.map(({ datname }) => datname));
    for (const name of EMBEDDED_DATABASES)
      if (!present.has(name)) await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
}
