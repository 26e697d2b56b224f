import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '#platform';
import { until } from '../support/until.js';

/** As the hub tells of itself in `run/hub.json`. */
export interface Running {
  readonly pid: number;
  readonly baseUrl: string;
  /** Of partner systems, where it is not the same. */
  readonly gatewayUrl?: string;
  readonly workbenchUrls?: readonly string[];
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
  readonly keyFile: string;
  readonly credentialsFile: string;
}

export interface HubProcess {
  readonly child: ChildProcess;
  /** Standard output and standard error so far. */
  text(): string;
  /** When the hub has announced itself and answers that it is ready. */
  ready(withinMs?: number): Promise<Running>;
  /** When everything is loaded and the address and sign-ins are printed. */
  welcomed(withinMs?: number): Promise<Running>;
  exited(): Promise<number | null>;
  stop(): Promise<number | null>;
  /** `kill -9`: nothing is finished, nothing is told. */
  kill(): Promise<void>;
}

/** Compiles what is not compiled yet, so that the hub under test is the one in the sources. */
export function buildHub(): void {
  const build = [projectPath('infra/scripts/build.mjs'), '--if-needed'];
  const { status, stderr } = spawnSync(process.execPath, build, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The build failed: ${stderr}`);
}

/** A data folder that PostgreSQL's own account may enter. */
export async function makeDataFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-hub-'));
  await chmod(folder, 0o755);
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

export function startHub(
  folder: string,
  args: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
  program: 'main' | 'services' = 'main',
): HubProcess {
  const path = projectPath(`dist/apps/hub/cli/${program}.js`);
  const child = spawn(process.execPath, [path, '--data', folder, '--port', '0', ...args], {
    cwd: projectPath(),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const ready = (withinMs = 60_000) => untilReady(folder, child, () => text, withinMs);
  return {
    child,
    text: () => text,
    ready,
    welcomed: async (withinMs = 120_000) => {
      await until(() => text.includes('Stop with Ctrl-C') || hasEnded(child, text), {
        withinMs,
        what: 'the welcome',
      });
      return ready();
    },
    exited: () => exit,
    stop: async () => {
      child.kill('SIGTERM');
      return exit;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

function hasEnded(child: ChildProcess, text: string): false {
  if (child.exitCode !== null || child.signalCode !== null)
    throw new Error(`The hub ended with ${child.exitCode ?? child.signalCode}:\n${text}`);
  return false;
}

async function untilReady(
  folder: string,
  child: ChildProcess,
  text: () => string,
  withinMs: number,
): Promise<Running> {
  let last = 'no address yet';
  const look = async () => {
    hasEnded(child, text());
    const running = await findRunning(folder);
    if (running?.pid !== child.pid || !running) return undefined;
    const answer = await fetch(`${running.baseUrl}/health/ready`).catch(() => undefined);
    last = (await answer?.text()) ?? 'no answer';
    return answer?.status === 200 ? running : undefined;
  };
  return until(look, { withinMs, what: 'a ready hub' }).catch((error: unknown) => {
    throw new Error(`${String(error)}; readiness: ${last}; output:\n${text()}`);
  });
}

async function findRunning(folder: string): Promise<Running | undefined> {
  const json = await readFile(join(folder, 'run', 'hub.json'), 'utf8').catch(() => undefined);
  return json === undefined ? undefined : (JSON.parse(json) as Running);
}
