import { findCountyRecord, writeCountyRecord, type CountyRecord } from '../demo/county-record.js';
import type { Hub } from '../start-hub.js';
import type { Arguments } from './arguments.js';
import { progressDisplay } from './progress.js';

/** Loads the county the first time, goes on with an interrupted load, and does nothing ever after. */
export async function loadDemonstration(
  hub: Hub,
  { families, seed }: Pick<Arguments, 'families' | 'seed'>,
  signal: AbortSignal,
): Promise<CountyRecord | undefined> {
  const { demonstration } = hub;
  if (!demonstration) return undefined;
  const kept = await findCountyRecord(demonstration.folder);
  if (kept?.state === 'loaded') return kept;
  const endOn = hub.clock().toISOString().slice(0, 10);
  const record: CountyRecord = kept ?? { seed, families, endOn, state: 'loading' };
  await writeCountyRecord(demonstration.folder, record);
  return load(hub, demonstration, record, signal);
}

async function load(
  hub: Hub,
  { folder, credentials }: NonNullable<Hub['demonstration']>,
  record: CountyRecord,
  signal: AbortSignal,
): Promise<CountyRecord> {
  const [{ generateCounty }, { loadCounty }] = await Promise.all([
    import('../../simulator/index.js'),
    import('../demo/load-county.js'),
  ]);
  const county = generateCounty({ seed: record.seed, families: record.families, endOn: record.endOn });
  const events = county.deliveries.length;
  process.stdout.write(`Loading ${county.name}: ${record.families} families, ${events} events\n`);
  const display = progressDisplay(process.stdout);
  try {
    const { gatewayUrl: baseUrl, watch } = hub;
    await loadCounty({ county, baseUrl, credentials, watch, report: display.show, signal });
  } finally {
    display.end();
  }
  const worthOpening = county.worthOpening.map(({ label, why, childName, dateOfBirth }) => ({
    label,
    why,
    childName,
    dateOfBirth,
  }));
  const loaded: CountyRecord = { ...record, state: 'loaded', events, worthOpening };
  await writeCountyRecord(folder, loaded);
  return loaded;
}
