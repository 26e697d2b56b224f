import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { claimFolder } from '#event-store/embedded';
import { notFound } from '#platform';
import type { Settings } from '#platform/config';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import { takeLock } from '#runtime';

/**
 * Works on the hub's database while no hub does: the one that the settings name, or the embedded one, started for the
 * time. Throws `HUB.NOTHING_KEPT` and `HUB.ALREADY_RUNNING`.
 */
export async function withDatabase<T>(
  { databaseUrl, dataDir }: Pick<Settings, 'databaseUrl' | 'dataDir'>,
  work: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  if (databaseUrl) return work(databaseUrl);
  const folder = join(dataDir, 'postgres');
  await access(join(folder, 'cluster')).catch(() => {
    throw nothingKept(dataDir);
  });
  const lock = await takeLock(join(dataDir, 'run', 'hub.lock'));
  try {
    return await onEmbedded(folder, work);
  } finally {
    await lock.release();
  }
}

async function onEmbedded<T>(folder: string, work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const release = await claimFolder(folder);
  try {
    const server = await startEmbeddedPostgres({ folder });
    try {
      return await work(server.url('throughline'));
    } finally {
      await server.stop();
    }
  } finally {
    await release();
  }
}

const nothingKept = (folder: string) =>
  notFound(
    'HUB.NOTHING_KEPT',
    `No hub has kept anything in ${folder}: name its folder with --data, or its database with DATABASE_URL.`,
  );
