import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeJson } from './write-json.js';

/** What tools of this machine (benchmarks, chaos tests, back-up) need to reach a running hub. Holds secrets. */
export interface RunningHub {
  readonly pid: number;
  readonly baseUrl: string;
  /** Of partner systems, where it is not the same. */
  readonly gatewayUrl?: string;
  /** Of every workbench, where there are several. */
  readonly workbenchUrls?: readonly string[];
  readonly port: number;
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
  readonly keyFile: string;
  /** Of the demonstration agencies; absent with agencies of one's own. */
  readonly credentialsFile?: string;
}

export const runFileOf = (runFolder: string): string => join(runFolder, 'hub.json');

export async function announce(
  runFolder: string,
  hub: RunningHub,
): Promise<{ readonly withdraw: () => Promise<void> }> {
  const file = runFileOf(runFolder);
  await writeJson(file, hub);
  return { withdraw: () => rm(file, { force: true }) };
}
