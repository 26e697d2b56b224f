import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A program that says on standard output when it is ready. */
export class OwnProcess {
  private child: ChildProcess | undefined;

  constructor(
    private readonly program: string,
    private readonly args: readonly string[],
    private readonly readyLine: string,
  ) {}

  get pid(): number | undefined {
    return this.child?.exitCode === null && this.child.signalCode === null ? this.child.pid : undefined;
  }

  /** Resolves when it is ready; does nothing where it runs. */
  async start(): Promise<void> {
    if (this.pid !== undefined) return;
    const child = spawn(process.execPath, [this.program, ...this.args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Ctrl-C in a terminal is for the run alone.
      detached: true,
    });
    this.child = child;
    let said = '';
    const ready = new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes(this.readyLine)) resolve();
      });
    });
    await Promise.race([ready, once(child, 'exit').then(() => this.refuse())]);
  }

  async stop(): Promise<void> {
    if (this.pid === undefined || !this.child) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }

  private refuse(): never {
    throw new Error(`${this.program} ended before it was ready`);
  }
}
