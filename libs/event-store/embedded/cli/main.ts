import { argumentsOf } from '#platform/arguments';
import { refuseTakenPort } from '../port.js';
import { startEmbeddedEventStore } from '../index.js';
import { openDatabase } from './database.js';
import { HELP, OPTIONS, optionsOf, type CliOptions } from './options.js';

async function run({ port, data, databaseUrl }: CliOptions): Promise<void> {
  await refuseTakenPort('127.0.0.1', port);
  const database = databaseUrl === undefined ? await openDatabase(data) : undefined;
  try {
    const store = await startEmbeddedEventStore({ databaseUrl: databaseUrl ?? database?.url ?? '', port });
    console.log(`Event store ready at ${store.url}`);
    await untilAsked();
    console.log('Stopping.');
    await store.stop();
  } finally {
    await database?.stop();
  }
}

function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

async function main(): Promise<number> {
  try {
    const given = argumentsOf({ usage: HELP, options: OPTIONS });
    const options = given && optionsOf(given.values);
    if (options) await run(options);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

process.exit(await main());
