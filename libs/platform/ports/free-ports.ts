import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Systems give outgoing connections a port above these (Linux from 32768 on, others from 49152): one from up there can be
 * taken by anybody's connection while the server that it was for restarts.
 */
const LOWEST = 10_000;
const ABOVE_HIGHEST = 32_768;
const MOST_TRIES = 100;

/** Ports of 127.0.0.1 that are free now, all held at once, so that none is given twice. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(Array.from({ length: count }, hold));
  const ports = servers.map(({ port }) => port);
  await Promise.all(servers.map(({ server }) => release(server)));
  return ports;
}

/** A port of 127.0.0.1 that is free now. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

async function hold(): Promise<{ readonly server: Server; readonly port: number }> {
  for (let tries = 1; ; tries += 1) {
    const port = randomInt(LOWEST, ABOVE_HIGHEST);
    const server = createServer().listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
      return { server, port };
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
    }
  }
}

async function release(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
