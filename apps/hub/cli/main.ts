import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { isThroughlineError, systemClock, type Logger } from '#platform';
import { loadSettings } from '#platform/config';
import { createLogger } from '#platform/logging';
import type { Hub } from '../start-hub.js';
import { leaveOutRuntimeAdvice } from './quiet.js';
import { readArguments, USAGE, type Arguments } from './arguments.js';

/** A terminal's Ctrl-C reaches the hub more than once, directly and through npm; a later one is meant. */
const SAME_WISH_MS = 2_000;

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
  onFault(logger, hub);
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
    process.stderr.write(`${sentenceOf(error)}\n`);
    await stop(hub, 1);
  }
}

async function stop(hub: Hub, code: number): Promise<void> {
  if (process.stdout.isTTY) process.stdout.write('\nStopping ...\n');
  await hub.stop();
  process.exit(code);
}

function onSignal(stop: () => void): void {
  let first = 0;
  const wish = () => {
    if (first === 0) stop();
    else if (Date.now() - first > SAME_WISH_MS) process.exit(1);
    first ||= Date.now();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, wish);
}

/** What nobody caught may have left a part half done: stop in order, and say so without quoting it. */
function onFault(logger: Logger, hub: Hub): void {
  const end = (error: unknown, sentence: string) => {
    logger.error('The hub stops after a fault', { error });
    process.stderr.write(`${sentence}\n`);
    void stop(hub, 1);
  };
  process.on('uncaughtException', (error) =>
    end(error, 'The hub met a fault and stops; the log says where.'),
  );
  process.on('unhandledRejection', (error) =>
    end(error, 'The hub met a fault and stops; the log says where.'),
  );
  void hub.died.then((part) => end(undefined, `The embedded ${part} ended by itself, so the hub stops too.`));
}

function sentenceOf(error: unknown): string {
  if (isThroughlineError(error) && error.kind !== 'defect') return error.message;
  createLogger({ level: 'error' }).error('The hub could not start', { error });
  return isThroughlineError(error)
    ? error.message
    : 'The hub could not start; the log line above says where.';
}

await main().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
});
