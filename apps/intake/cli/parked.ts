import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { connectEventStore } from '#event-store';
import { askRetry, askSetAsideAgain, createParkingReader, setAsideByCode, type ParkedFamily } from '#journey';
import type { Uuid } from '#platform';
import { loadSettings } from '#platform/config';
import { createPool, readingViews } from '#read-store';
import { findEngines, VIEWS } from '#runtime';
import { sentenceOf } from '#runtime/process';
import { readArguments, USAGE } from './parked-arguments.js';
import { parkedList, setAsideList } from './parked-list.js';
import { isToRetry } from './retry-asked.js';

const ASKED = '\nAsked: intake tries again within seconds. List once more to see what came of it.\n';

async function main(): Promise<void> {
  const { retry, family, help, data } = readArguments(process.argv.slice(2));
  if (help) return void process.stdout.write(USAGE);
  const engines = await findEngines(
    loadSettings({ DATA_DIR: data === undefined ? undefined : resolve(data) }),
  );
  const waiting = await list(engines.databaseUrl);
  const isAsked = await setAside(engines.databaseUrl, retry && family === undefined);
  const isToAsk = retry && isToRetry(waiting, family);
  if (isToAsk) await ask(engines.eventStoreUrl, family);
  if (isToAsk || isAsked) process.stdout.write(ASKED);
}

/** Lists what could not be decided again. True where intake is to try it now. */
async function setAside(databaseUrl: string, retry: boolean): Promise<boolean> {
  const pool = createPool(databaseUrl, { max: 1 });
  try {
    const counts = await setAsideByCode(pool);
    process.stdout.write(setAsideList(counts));
    if (!retry || counts.length === 0) return false;
    await askSetAsideAgain(pool);
    return true;
  } finally {
    await pool.end();
  }
}

async function list(databaseUrl: string): Promise<readonly ParkedFamily[]> {
  const pool = readingViews(createPool(databaseUrl, { max: 1 }), VIEWS);
  try {
    const waiting = await createParkingReader(pool).families();
    process.stdout.write(parkedList(waiting));
    return waiting;
  } finally {
    await pool.end();
  }
}

async function ask(url: string, family: Uuid | undefined): Promise<void> {
  const store = connectEventStore({ url });
  try {
    await askRetry(store, { id: randomUUID() as string as Uuid, family, actor: 'hub:operator' });
  } finally {
    await store.close();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${sentenceOf('command', error)}\n`);
  process.exitCode = 1;
}
