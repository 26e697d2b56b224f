import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { silentLogger, type RecordId } from '#platform';
import { argumentsOf } from '#platform/arguments';
import { startEmbeddedPostgres } from '#platform/embedded-postgres';
import { createVault, migrateVault } from '#vault';

const USAGE = `Seals and opens against a real PostgreSQL, beside copying the same values as JSON, in the same run.

  npm run bench:vault
`;
const BATCH = 500;
const TOTAL = 12_000;
const RECORDS = 1_500;

async function measure(url: string): Promise<void> {
  await migrateVault(url);
  const pool = new pg.Pool({ connectionString: url });
  const vault = createVault({ pool, keyEncryptionKey: randomBytes(32) });
  const records = Array.from({ length: RECORDS }, () => randomUUID() as RecordId);
  const value = { details: { service: 'Community paediatrics', clinicianView: 'x'.repeat(400) } };
  const requests = Array.from({ length: TOTAL }, (_, index) => ({
    record: records[index % RECORDS] ?? (randomUUID() as RecordId),
    recordClass: 'H' as const,
    context: `item-${index}`,
    value,
  }));
  const copied = await rate(async (from) => {
    for (const each of requests.slice(from, from + BATCH)) JSON.parse(JSON.stringify(each.value));
  });
  const sealed: Awaited<ReturnType<typeof vault.seal>>[number][] = [];
  const sealing = await rate(async (from) => {
    sealed.push(...(await vault.seal(requests.slice(from, from + BATCH))));
  });
  const opening = await rate(async (from) => {
    const batch = sealed.slice(from, from + BATCH);
    await vault.open(batch.map((each, index) => ({ sealed: each, context: `item-${from + index}` })));
  });
  await pool.end();
  console.log(
    JSON.stringify({
      sealsPerSecond: Math.round(sealing),
      opensPerSecond: Math.round(opening),
      jsonCopiesPerSecond: Math.round(copied),
      sealToCopyRatio: Number((sealing / copied).toFixed(3)),
      openToCopyRatio: Number((opening / copied).toFixed(3)),
    }),
  );
}

async function rate(work: (from: number) => Promise<void>): Promise<number> {
  const start = performance.now();
  for (let from = 0; from < TOTAL; from += BATCH) await work(from);
  return (TOTAL * 1_000) / (performance.now() - start);
}

async function inFolder(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-bench-'));
  // PostgreSQL runs as an account of its own where this runs as root.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), logger: silentLogger });
  try {
    await measure(postgres.url('throughline'));
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

if (argumentsOf({ usage: USAGE })) await inFolder();
