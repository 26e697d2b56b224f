import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { unavailable } from '../errors/errors.js';
import { spawnServer, type Server } from './server.js';

const ASK_AGAIN_MS = 25;
const START_AGAIN_MS = 250;
/** The sessions of a server that was killed hold its memory until each of them notices. */
const STILL_HELD = 'shared memory block';

/**
 * Starts the server and resolves when it answers, with its exit. Starts it again while the last one's sessions are
 * still ending. Throws `POSTGRES.START` where it ends for another reason or is not ready in time.
 */
export async function untilReady(
  server: Server,
  { url, readyWithinMs }: { url: string; readyWithinMs: number },
): Promise<{ exited: Promise<number> }> {
  const deadline = performance.now() + readyWithinMs;
  for (;;) {
    const from = (await logOf(server)).length;
    const exited = spawnServer(server);
    if (await answersBefore(url, exited, deadline)) return { exited };
    const said = (await logOf(server)).slice(from);
    if (!said.includes(STILL_HELD) || performance.now() > deadline) throw whyNot(fatal(said), server);
    await pause(START_AGAIN_MS);
  }
}

async function answersBefore(url: string, exited: Promise<number>, deadline: number): Promise<boolean> {
  let gone = false;
  void exited.then(() => (gone = true));
  while (!gone && performance.now() < deadline) {
    if (await answers(url)) return true;
    await pause(ASK_AGAIN_MS);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const logOf = ({ log }: Server): Promise<string> => readFile(log, 'utf8').catch(() => '');

const fatal = (log: string): string =>
  log
    .trimEnd()
    .split('\n')
    .findLast((line) => /FATAL|PANIC/.test(line)) ?? '';

function whyNot(last: string, { log }: Server) {
  if (last.includes('No space left'))
    return unavailable('POSTGRES.START', 'PostgreSQL could not start: the disk is full');
  const reason = last === '' ? 'it gave no reason' : last.replace(/^.*?(FATAL|PANIC): +/, '');
  return unavailable('POSTGRES.START', `PostgreSQL could not start (${reason}): see ${log}`);
}
