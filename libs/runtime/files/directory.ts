import { join } from 'node:path';
import { createDemoDirectory, loadAgencyDirectory, type AgencyDirectory, type DemoDirectory } from '#access';
import { findJson, writeJson } from './write-json.js';

export interface OpenedDirectory {
  readonly directory: AgencyDirectory;
  /** Absolute path of the file that it stands in. */
  readonly file: string;
  /** Of the demonstration agencies only. */
  readonly credentials?: DemoDirectory['secrets'];
}

/** The agencies as configured, or those of the demonstration county, made once with fresh secrets. */
export async function openDirectory(file: string | undefined, demoFolder: string): Promise<OpenedDirectory> {
  if (file) return { directory: await loadAgencyDirectory(file), file };
  const agencies = join(demoFolder, 'agencies.json');
  const secrets = join(demoFolder, 'credentials.json');
  const credentials = await findJson<DemoDirectory['secrets']>(secrets);
  if (credentials && (await findJson(agencies)))
    return { directory: await loadAgencyDirectory(agencies), file: agencies, credentials };
  const made = await createDemoDirectory();
  await writeJson(agencies, made.directory);
  await writeJson(secrets, made.secrets);
  return { directory: made.directory, file: agencies, credentials: made.secrets };
}
