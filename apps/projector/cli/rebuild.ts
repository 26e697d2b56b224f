import { resolve } from 'node:path';
import { SingleBar } from 'cli-progress';
import { connectEventStore } from '#event-store';
import { isThroughlineError, onInterrupt } from '#platform';
import { loadSettings } from '#platform/config';
import { createPool, migrateReadStore } from '#read-store';
import { findEngines, sentenceOfDatabase, projectionsOf } from '#runtime';
import { confirmKey, createVault, loadKeyFile } from '#vault';
import { chooseProjections, rebuildAll, type Watcher } from '../rebuild.js';
import { requireViews } from '../require-views.js';
import { readArguments, USAGE, type RebuildArguments } from './rebuild-arguments.js';

const INTERRUPTED = 130;

async function main(): Promise<void> {
  const wanted = readArguments(process.argv.slice(2));
  if (wanted.help) return void process.stdout.write(USAGE);
  const names = projectionsOf(unopened).map(({ name }) => name);
  chooseProjections(projectionsOf(unopened), wanted);
  await rebuild(wanted, Math.max(...names.map(({ length }) => length)));
}

/** For the names alone, before any engine is needed: nothing is opened with it. */
const unopened = { open: () => Promise.reject(new Error('No vault is open yet')) };

async function rebuild(wanted: RebuildArguments, width: number): Promise<void> {
  const settings = loadSettings({ DATA_DIR: wanted.data === undefined ? undefined : resolve(wanted.data) });
  const engines = await findEngines(settings);
  const stopping = new AbortController();
  onInterrupt(() => stopping.abort(), INTERRUPTED);
  const pool = createPool(engines.databaseUrl, { max: 6 });
  const store = connectEventStore({ url: engines.eventStoreUrl });
  try {
    await requireViews(pool);
    await migrateReadStore(pool);
    const keyEncryptionKey = loadKeyFile(engines.keyFile);
    await confirmKey({ pool, keyEncryptionKey });
    const vault = createVault({ pool, keyEncryptionKey });
    const chosen = chooseProjections(projectionsOf(vault), wanted);
    await rebuildAll(chosen, { store, pool, signal: stopping.signal }, barWatcher(width));
  } finally {
    await store.close();
    await pool.end();
  }
}

/** A bar where there is a terminal, a line for each projection everywhere. */
function barWatcher(width: number): Watcher {
  let bar: SingleBar | undefined;
  const fresh = (name: string) => {
    const made = new SingleBar({
      format: `${name.padEnd(width)} {bar} {percentage}% {events} events`,
      stream: process.stderr,
    });
    made.start(1000, 0, { events: 0 });
    return made;
  };
  return {
    progressed: (name, { position, head, events }) => {
      bar ??= fresh(name);
      bar.update(head === 0n ? 1000 : Number((position * 1000n) / head), { events });
    },
    rebuilt: (name, { events, elapsedMs }) => {
      bar?.update(1000, { events });
      bar?.stop();
      bar = undefined;
      const rate = Math.round(events / (elapsedMs / 1000));
      process.stdout.write(
        `${name}: rebuilt from ${events} events in ${(elapsedMs / 1000).toFixed(1)} s, ${rate} a second\n`,
      );
    },
  };
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
}

function sentenceOf(error: unknown): string {
  if (isThroughlineError(error)) return error.message;
  const code = (error as { code?: unknown } | null)?.code;
  const ofDatabase = sentenceOfDatabase(error);
  if (ofDatabase) return `${ofDatabase}. The live view is as it was.`;
  return `The rebuild failed${typeof code === 'string' ? ` (${code})` : ''}; the live view is as it was.`;
}
