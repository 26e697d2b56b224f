import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unavailable } from '#platform';
import type { Settings } from '#platform/config';
import { keyFileOf } from '../stores/open-stores.js';
import { runFileOf } from './run-file.js';

export interface EngineAddresses {
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
  readonly keyFile: string;
}

/** The engines that the settings name, or else those of the hub that runs on this data folder. Throws `HUB.NOT_RUNNING`. */
export async function findEngines({
  databaseUrl,
  eventStoreUrl,
  dataDir,
  keysDir,
}: Pick<Settings, 'databaseUrl' | 'eventStoreUrl' | 'dataDir' | 'keysDir'>): Promise<EngineAddresses> {
  const keyFile = keyFileOf(keysDir);
  if (databaseUrl && eventStoreUrl) return { databaseUrl, eventStoreUrl, keyFile };
  const hub = await runningHub(runFileOf(join(dataDir, 'run')));
  if (!hub)
    throw unavailable(
      'HUB.NOT_RUNNING',
      'No hub is running here: start it with "npm start", or set DATABASE_URL and EVENTSTORE_URL.',
    );
  return {
    databaseUrl: databaseUrl ?? hub.databaseUrl,
    eventStoreUrl: eventStoreUrl ?? hub.eventStoreUrl,
    keyFile: hub.keyFile,
  };
}

async function runningHub(file: string): Promise<EngineAddresses | undefined> {
  try {
    const hub = JSON.parse(await readFile(file, 'utf8')) as EngineAddresses & { readonly pid: number };
    // Signal 0 only asks whether the process is there; a file may outlive a hub that was killed.
    process.kill(hub.pid, 0);
    return hub;
  } catch {
    return undefined;
  }
}
