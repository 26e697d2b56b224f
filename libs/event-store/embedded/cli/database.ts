import { startEmbeddedPostgres, type EmbeddedPostgres } from '#platform/embedded-postgres';
import { setTimeout as pause } from 'node:timers/promises';
import { resolve } from 'node:path';
import { claimFolder } from './claim-folder.js';

export interface Database {
  readonly url: string;
  stop(): Promise<void>;
}

const RESTART_MS = 500;

/** PostgreSQL in a folder, with fsync on; started again on the same port should it die. Throws with one sentence. */
export async function openDatabase(folder: string): Promise<Database> {
  const release = await claimFolder(folder);
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ folder: resolve(folder) });
  const { port } = server;
  let stopped = false;
  const keepUp = async () => {
    for (;;) {
      await server.died;
      if (stopped) return;
      console.error('PostgreSQL ended unexpectedly; starting it again.');
      server = await restart(folder, port, () => stopped, server);
    }
  };
  void keepUp();
  return {
    url: server.url('eventstore'),
    stop: async () => {
      stopped = true;
      await server.stop();
      await release();
    },
  };
}

async function restart(
  folder: string,
  port: number,
  isStopped: () => boolean,
  dead: EmbeddedPostgres,
): Promise<EmbeddedPostgres> {
  while (!isStopped()) {
    try {
      return await startEmbeddedPostgres({ folder: resolve(folder), port });
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
      await pause(RESTART_MS);
    }
  }
  return dead;
}
