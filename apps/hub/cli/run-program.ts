import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { systemClock, type Clock, type Logger } from '#platform';
import { loadSettings, type Settings } from '#platform/config';
import { createLogger } from '#platform/logging';
import { onFault, onSignal, sentenceOf } from '#runtime/process';
import type { Hub } from '../start-hub.js';
import type { Arguments } from './arguments.js';
import { leaveOutRuntimeAdvice } from './quiet.js';
import { untilPrepared } from './until-prepared.js';

/** Lets garbage grow to 40 % of what is in use; left to itself V8 more than doubles the heap where memory is plenty. */
const COLLECT_EARLIER = '--heap-growing-percent=40';

export interface Program<A extends Arguments> {
  readonly usage: string;
  readonly read: (given: readonly string[]) => A;
  readonly start: (options: { settings: Settings; logger: Logger; clock: Clock }, given: A) => Promise<Hub>;
}

/** Starts, loads the demonstration county where it is not loaded yet, greets, and stops in order when asked. */
export async function runProgram<A extends Arguments>(program: Program<A>): Promise<void> {
  await run(program).catch((error: unknown) => {
    process.stderr.write(`${sentenceOf('hub', error)}\n`);
    process.exit(1);
  });
}

async function run<A extends Arguments>({ usage, read, start }: Program<A>): Promise<void> {
  setFlagsFromString(COLLECT_EARLIER);
  const given = read(process.argv.slice(2));
  if (given.help) return void process.stdout.write(usage);
  const settings = loadSettings({
    HUB_PORT: given.port,
    DATA_DIR: given.data === undefined ? undefined : resolve(given.data),
  });
  const logger = createLogger({ level: settings.logLevel });
  const stopping = new AbortController();
  onSignal(() => stopping.abort());
  leaveOutRuntimeAdvice();
  const hub = await start({ settings, logger, clock: systemClock }, given);
  onFault('hub', logger, () => void stop(hub, 1));
  void hub.died.then((why) => {
    process.stderr.write(`${why}\n`);
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
    await untilPrepared(hub, signal);
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
