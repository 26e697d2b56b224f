import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { conflict, invalid } from '#platform';
import { refuseNoHttp } from './refuse-no-http.js';
import { onlyPaths } from './request-target.js';

export interface FrontDoor {
  readonly port: number;
  /** Until then every request but liveness is answered 503. */
  open(answer: RequestListener): void;
  /** Takes no new request, lets those in hand finish, then ends idle connections. */
  readonly close: () => Promise<void>;
}

export interface DoorPlace {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** One port for everybody who calls this process. Throws `HUB.PORT_TAKEN` or `HUB.NOT_AN_ADDRESS`. */
export async function listenAtFrontDoor(place: DoorPlace): Promise<FrontDoor> {
  let answer: RequestListener = starting;
  const inHand = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    inHand.add(response.once('close', () => inHand.delete(response)));
    if (!server.listening) leaveAfter(response);
    answer(request, response);
  });
  refuseNoHttp(server, inHand);
  await listen(server, place);
  return {
    port: (server.address() as AddressInfo).port,
    open: (listener) => void (answer = onlyPaths(listener)),
    close: once(() => close(server, inHand)),
  };
}

/** The first segment of the path, by which a door leads on. */
export function firstSegmentOf({ url }: Pick<IncomingMessage, 'url'>): string {
  return /^\/([^/?#]*)/.exec(url ?? '/')?.[1] ?? '';
}

const starting: RequestListener = (request, response) => {
  const live = request.url === '/health/live';
  response.writeHead(live ? 200 : 503, { 'content-type': 'application/json', 'retry-after': '2' });
  response.end(JSON.stringify(live ? { status: 'up' } : { status: 'starting' }));
};

const listen = (server: Server, { host, port }: DoorPlace) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusalOf(error, { host, port })));
    server.listen(port, host, () => resolve());
  });

function refusalOf(error: NodeJS.ErrnoException, { host, port }: DoorPlace): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return taken(port, `Port ${port} is taken: stop what uses it, or choose another with --port`);
    case 'EACCES':
      return taken(port, `Port ${port} needs more rights than this account has: choose another with --port`);
    case 'EADDRNOTAVAIL':
      return invalid('HUB.NOT_AN_ADDRESS', `LISTEN_HOST ${host} is not an address of this machine`);
    default:
      return error;
  }
}

const taken = (port: number, sentence: string) => conflict('HUB.PORT_TAKEN', sentence, { port });

function once(work: () => Promise<void>): () => Promise<void> {
  let begun: Promise<void> | undefined;
  return () => (begun ??= work());
}

/** A proxy asks over connections that it keeps, and as long as it does a closed server would go on answering. */
function leaveAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

const close = (server: Server, inHand: ReadonlySet<ServerResponse>) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    for (const response of inHand) leaveAfter(response);
  });
