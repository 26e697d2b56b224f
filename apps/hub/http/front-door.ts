import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { conflict } from '#platform';

/** First path segments that belong to partner systems, and to whoever watches the hub; all others are screens. */
const GATEWAY = new Set(['v1', 'oauth', 'docs', 'openapi.json', 'asyncapi.json', 'contracts']);
const OPERATIONS = new Set(['health', 'metrics']);

export interface Rooms {
  readonly gateway: RequestListener;
  readonly operations: RequestListener;
  readonly workbench: RequestListener;
}

export interface FrontDoor {
  readonly port: number;
  /** Until then every request but liveness is answered 503. */
  open(rooms: Rooms): void;
  /** Takes no new request, lets those in hand finish, then ends idle connections. */
  readonly close: () => Promise<void>;
}

/** One port of 127.0.0.1 for people and partner systems. Throws `HUB.PORT_TAKEN`. */
export async function listenAtFrontDoor(port: number): Promise<FrontDoor> {
  let answer: RequestListener = starting;
  const server = createServer((request, response) => answer(request, response));
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    open: (rooms) => {
      answer = (request, response) => roomOf(rooms, request)(request, response);
    },
    close: once(() => close(server)),
  };
}

export function roomOf<T>(
  rooms: { gateway: T; operations: T; workbench: T },
  request: Pick<IncomingMessage, 'url'>,
): T {
  const [, first = ''] = /^\/([^/?#]*)/.exec(request.url ?? '/') ?? [];
  if (GATEWAY.has(first)) return rooms.gateway;
  return OPERATIONS.has(first) ? rooms.operations : rooms.workbench;
}

const starting: RequestListener = (request, response) => {
  const live = request.url === '/health/live';
  response.writeHead(live ? 200 : 503, { 'content-type': 'application/json', 'retry-after': '2' });
  response.end(JSON.stringify(live ? { status: 'up' } : { status: 'starting' }));
};

const listen = (server: Server, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') reject(taken(port, error.code));
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve());
  });

const taken = (port: number, code: string) =>
  conflict(
    'HUB.PORT_TAKEN',
    code === 'EACCES'
      ? `Port ${port} needs more rights than this account has: choose another with --port`
      : `Port ${port} is taken: stop what uses it, or choose another with --port`,
    { port },
  );

function once(work: () => Promise<void>): () => Promise<void> {
  let begun: Promise<void> | undefined;
  return () => (begun ??= work());
}

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
