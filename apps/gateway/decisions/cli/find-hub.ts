import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAgencyDirectory, type AgencyDirectory } from '#access';
import { unavailable } from '#platform';
import type { Settings } from '#platform/config';

type Named = Pick<Settings, 'databaseUrl' | 'dataDir' | 'agenciesFile'>;

/** The read models that the settings name, or else those of the hub that runs here. Throws `HUB.NOT_RUNNING`. */
export async function findDatabase({ databaseUrl, dataDir }: Named): Promise<string> {
  const found = databaseUrl ?? (await runningHub(join(dataDir, 'run', 'hub.json')));
  if (found) return found;
  throw unavailable(
    'HUB.NOT_RUNNING',
    'No hub is running here: start it with "npm start", set DATABASE_URL, or ask for --cases-only.',
  );
}

export const findDirectory = ({ agenciesFile, dataDir }: Named): Promise<AgencyDirectory> =>
  loadAgencyDirectory(agenciesFile ?? join(dataDir, 'demo', 'agencies.json'));

async function runningHub(file: string): Promise<string | undefined> {
  try {
    const hub = JSON.parse(await readFile(file, 'utf8')) as {
      readonly pid: number;
      readonly databaseUrl: string;
    };
    // Signal 0 only asks whether the process is there; a file may outlive a hub that was killed.
    process.kill(hub.pid, 0);
    return hub.databaseUrl;
  } catch {
    return undefined;
  }
}
