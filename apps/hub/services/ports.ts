import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';

/** From `first` on, or free ones where that is 0: all held at once, so that none is given twice. */
export async function portsFrom(first: number, count: number): Promise<readonly number[]> {
  if (first > 0) return Array.from({ length: count }, (_, at) => first + at);
  const servers = await Promise.all(Array.from({ length: count }, hold));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(release));
  return ports;
}

async function hold(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function release(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
