import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface Forwarder {
  readonly url: string;
  /** What stands behind it. */
  to(url: string): void;
  /** Puts this in the place of the next identity token that is handed out. */
  exchange(idToken: string): void;
  close(): void;
}

/** Stands in front of a provider as a proxy does, so that a spec can put one real token in the place of another. */
export async function startForwarder(): Promise<Forwarder> {
  let behind = '';
  let idToken: string | undefined;
  const server = createServer((request, response) => {
    const { method, headers, url = '/' } = request;
    const asked = ask(new URL(url, behind), { method, headers }, (answer) => {
      if (idToken === undefined || !url.endsWith('/token')) return pass(answer, response);
      const exchanged = { id_token: idToken };
      idToken = undefined;
      void json(answer).then((body) => send(response, { ...(body as object), ...exchanged }));
    });
    asked.on('error', () => response.writeHead(502).end());
    request.pipe(asked);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    to: (url) => void (behind = url),
    exchange: (token) => void (idToken = token),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function pass(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.pipe(response);
}

const send = (response: ServerResponse, body: object): void =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
