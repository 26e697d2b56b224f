import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { projectPath, type Logger } from '#platform';
import { childEnvironment, type Settings } from '#platform/config';
import { failingAt, untilReady } from './until-ready.js';

export interface ServiceProcess {
  readonly name: string;
  readonly url: string;
  /** Of the process that runs now. */
  pid(): number | undefined;
  /** Resolves when it takes traffic. Throws `HUB.SERVICE_NOT_READY` naming what fails. */
  ready(withinMs?: number): Promise<void>;
  /** Checks that fail now; undefined while it does not answer. */
  failing(): Promise<readonly string[] | undefined>;
  stop(): Promise<void>;
}

const FIRST_RESTART_MS = 500;
const LAST_RESTART_MS = 8_000;
/** One that ran this long is started anew at once. */
const STEADY_MS = 60_000;

/** Starts a service as a process of its own, and again whenever it ends unasked. */
export function startServiceProcess(
  name: string,
  settings: Settings,
  logger: Logger,
  /** Beside what the settings and this process's own environment say. */
  environment: NodeJS.ProcessEnv = {},
): ServiceProcess {
  const process = new Supervised(name, { ...childEnvironment(settings), ...environment }, logger);
  const url = `http://127.0.0.1:${settings.hubPort}`;
  return {
    ...{ name, url },
    pid: () => process.child.pid,
    failing: () => failingAt(url),
    ready: (withinMs = 60_000) => untilReady(name, url, withinMs, () => process.lastCode),
    stop: () => process.stop(),
  };
}

class Supervised {
  child: ChildProcess;
  lastCode: number | null | undefined;
  private restartMs = FIRST_RESTART_MS;
  private readonly stopping = new AbortController();
  private readonly ended: Promise<void>;

  constructor(
    private readonly name: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly logger: Logger,
  ) {
    this.child = this.spawn();
    this.ended = this.keep();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.child.kill('SIGTERM');
    await this.ended;
  }

  private spawn(): ChildProcess {
    const program = projectPath(`dist/apps/${this.name}/main.js`);
    return spawn(process.execPath, [program], {
      env: this.env,
      // What it says when it is ready is for whoever starts it alone; its complaints are for everybody.
      // The channel carries nothing: by its end a service learns that its supervisor was killed.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Ctrl-C in a terminal must reach its supervisor alone, which stops each in its turn.
      detached: true,
      windowsHide: true,
    });
  }

  private async keep(): Promise<void> {
    for (;;) {
      const since = performance.now();
      const [code] = (await once(this.child, 'exit')) as [number | null];
      if (this.stopping.signal.aborted) return;
      this.lastCode = code;
      if (performance.now() - since > STEADY_MS) this.restartMs = FIRST_RESTART_MS;
      this.logger.warn('A service ended and is started again', { part: this.name, ms: this.restartMs });
      await pause(this.restartMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.stopping.signal.aborted) return;
      this.restartMs = Math.min(this.restartMs * 2, LAST_RESTART_MS);
      this.child = this.spawn();
    }
  }
}
