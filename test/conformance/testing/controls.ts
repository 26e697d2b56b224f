import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets a command of another process do something in this one. */
export class Controls {
  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async open(actions: Readonly<Record<string, () => Promise<void>>>): Promise<Controls> {
    const server = createServer((request, response) => {
      const action = actions[request.url?.slice(1) ?? ''] ?? (() => Promise.reject(new Error('not known')));
      action().then(
        () => response.end(),
        () => response.writeHead(500).end(),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Controls(server, (server.address() as AddressInfo).port);
  }

  command(action: string): string {
    const ask = `fetch('http://127.0.0.1:${this.port}/${action}').then(({ ok }) => process.exit(ok ? 0 : 1))`;
    return `"${process.execPath}" -e "${ask}"`;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}
