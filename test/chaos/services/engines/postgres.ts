import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#platform/embedded-postgres';
import { until } from '../../../support/until.js';
import type { Engine } from '../victim.js';

export interface PostgresEngine extends Engine {
  readonly urls: { readonly hub: string; readonly eventStore: string };
}

export async function startPostgres(folder: string, port: number): Promise<PostgresEngine> {
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ folder, port });
  const urls = { hub: server.url('throughline'), eventStore: server.url('eventstore') };
  const pid = () => runningPid(join(folder, 'cluster', 'postmaster.pid'));
  return {
    name: 'postgres',
    urls,
    pid,
    async heal() {
      if (pid() === undefined) server = await startEmbeddedPostgres({ folder, port });
      await until(() => answers(urls.hub), { withinMs: 60_000, what: 'PostgreSQL' });
    },
    stop: () => server.stop(),
  };
}

function runningPid(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
