import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { systemClock } from '#platform';
import { loadSettings } from '#platform/config';
import { createLogger } from '#platform/logging';
import { onFault, onSignal, sentenceOf } from '#runtime';
import type { Hub } from '../start-hub.js';
import { leaveOutRuntimeAdvice } from './quiet.js';
import { readArguments, USAGE, type Arguments } from './arguments.js';

/** Lets garbage grow to 40 % of what is in use; left to itself V8 more than doubles the heap where memory is plenty. */
const COLLECT_EARLIER = '--heap-growing-percent=40';

async function main(): Promise<void> {
  setFlagsFromString(COLLECT_EARLIER);
  const given = readArguments(process.argv.slice(2));
  if (given.help) return void process.stdout.write(USAGE);
  const settings = loadSettings({
    HUB_PORT: given.port,
    DATA_DIR: given.data === undefined ? undefined : resolve(given.data),
  });
  const logger = createLogger({ level: settings.logLevel });
  const stopping = new AbortController();
  onSignal(() => stopping.abort());
  leaveOutRuntimeAdvice();
  // Loaded only now: help and wrong arguments are answered without the engines' many modules.
  const { startHub } = await import('../start-hub.js');
  const hub = await startHub({ settings, logger, clock: systemClock });
  onFault('hub', logger, () => void stop(hub, 1));
  void hub.died.then((part) => {
    process.stderr.write(`The embedded ${part} ended by itself, so the hub stops too.\n`);
    void stop(hub, 1);
  });
  stopping.signal.addEventListener('abort', () => void stop(hub, 0));
  if (stopping.signal.aborted) return stop(hub, 0);
  await serve(hub, given, stopping.signal);
}

async function serve(hub: Hub, given: Arguments, signal: AbortSignal): Promise<void> {
  try {
    const [{ loadDemonstration }, { welcome }] = await Promise.all([
      import('./load-demonstration.js'),
      import('./welcome.js'),
    ]);
    const county = given.demo ? await loadDemonstration(hub, given, signal) : undefined;
    process.stdout.write(`\n${welcome({ ...hub, county })}`);
  } catch (error) {
    if (signal.aborted) return;
    process.stderr.write(`${sentenceOf('hub', error)}\n`);
    await stop(hub, 1);
  }
}

async function stop(hub: Hub, code: number): Promise<void> {
  if (process.stdout.isTTY) process.stdout.write('\nStopping ...\n');
  await hub.stop();
  process.exit(code);
}

await main().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf('hub', error)}\n`);
  process.exit(1);
});
