import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

interface Refusal {
  readonly status: string;
  readonly code: string;
  readonly title: string;
  readonly remedy: string;
}

const HEADERS_TOO_LARGE: Refusal = {
  status: '431 Request Header Fields Too Large',
  code: 'HTTP.HEADERS_TOO_LARGE',
  title: 'The headers of the request are too large.',
  remedy: 'Send less than 16 KiB of headers; what an event says belongs in its body.',
};
const TOO_SLOW: Refusal = {
  status: '408 Request Timeout',
  code: 'HTTP.BODY_TOO_SLOW',
  title: 'The request did not arrive in time.',
  remedy: 'Send the same request again; if it stays, look at the network in between.',
};
const NO_HTTP: Refusal = {
  status: '400 Bad Request',
  code: 'HTTP.BAD_REQUEST',
  title: 'The request is no HTTP.',
  remedy: 'Ask with an HTTP client, and over the scheme (http or https) that this address speaks.',
};
const EXPECTS_TOO_MUCH: Refusal = {
  status: '417 Expectation Failed',
  code: 'HTTP.BAD_REQUEST',
  title: 'The request expects what this server does not do.',
  remedy: 'Leave out the Expect header, or send Expect: 100-continue.',
};

/** Answers what Node refuses before anything of the hub sees it: its own answers say neither why nor what to do. */
export function refuseNoHttp(server: Server, inHand: ReadonlySet<ServerResponse>): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const isAnswered = [...inHand].some((response) => response.socket === socket && response.headersSent);
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswered) return void socket.destroy(error);
    socket.end(answerOf(refusalOf(error)));
  });
  server.on('checkExpectation', (_request, response) => {
    response.writeHead(417, HEADERS).end(bodyOf(EXPECTS_TOO_MUCH));
  });
}

function refusalOf({ code }: NodeJS.ErrnoException): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') return HEADERS_TOO_LARGE;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? TOO_SLOW : NO_HTTP;
}

const HEADERS = {
  'content-type': 'application/problem+json',
  'cache-control': 'no-store',
  connection: 'close',
};

const bodyOf = ({ status, code, title, remedy }: Refusal): string =>
  JSON.stringify({
    type: `urn:throughline:problem:${code}`,
    title,
    status: Number.parseInt(status),
    code,
    remedy,
  });

function answerOf(refusal: Refusal): string {
  const body = bodyOf(refusal);
  const headers = Object.entries({ ...HEADERS, 'content-length': Buffer.byteLength(body) });
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${refusal.status}`, ...lines, '', body].join('\r\n');
}
