import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(databaseUrl: string): Promise<ServerProcess> {
    const child = fork(fileURLToPath(new URL('server-process.js', import.meta.url)), [databaseUrl]);
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    return new ServerProcess(child, url);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async residentMb(): Promise<number> {
    this.child.send('memory');
    const [{ residentBytes }] = (await once(this.child, 'message')) as [{ residentBytes: number }];
    return Math.round(residentBytes / 1024 / 1024);
  }

  async stop(): Promise<void> {
    this.child.disconnect();
    await once(this.child, 'exit');
  }
}
