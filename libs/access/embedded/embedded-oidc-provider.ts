import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { defect } from '#platform';
import { DEMONSTRATION_STAFF } from '../domain/demonstration-staff.js';
import { asGet, END_SESSION } from './end-session.js';
import { providerConfiguration, type EmbeddedClient } from './provider-configuration.js';
import { loadProviderKeys } from './provider-keys.js';
import { signInPage } from './sign-in-page.js';

export interface EmbeddedOidcOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Loopback only: 127.0.0.1 (default), ::1 or localhost. */
  readonly host?: string;
  readonly clients: readonly EmbeddedClient[];
  /** Signing and cookie keys; made with mode 0600 where absent. */
  readonly keysFile: string;
  /** CSS of the sign-in page. */
  readonly stylesheet: string;
  readonly now?: () => number;
}

export interface EmbeddedOidcProvider {
  readonly issuer: string;
  close(): Promise<void>;
}

/** OpenID provider with demonstration users. Throws `ACCESS.NOT_LOOPBACK`: it must never face a network. */
export async function createEmbeddedOidcProvider(
  options: EmbeddedOidcOptions,
): Promise<EmbeddedOidcProvider> {
  const host = options.host ?? '127.0.0.1';
  if (!['127.0.0.1', '::1', 'localhost'].includes(host)) {
    throw defect('ACCESS.NOT_LOOPBACK', 'The demonstration sign-in may listen on loopback only.');
  }
  const keys = await loadProviderKeys(options.keysFile);
  const server = createServer();
  await listen(server, options.port, host);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://${host === '::1' ? '[::1]' : host}:${port}`;
  const provider = new Provider(
    issuer,
    providerConfiguration(options.clients, keys, options.now ?? Date.now),
  );
  server.on('request', routes(provider, options));
  return { issuer, close: () => close(server) };
}

function routes(provider: Provider, options: EmbeddedOidcOptions) {
  const answer = provider.callback();
  const origins = options.clients.flatMap(({ redirectUris }) =>
    redirectUris.map((uri) => new URL(uri).origin),
  );
  const policy = `default-src 'none'; style-src 'self'; img-src data:; form-action 'self' ${origins.join(' ')}; frame-ancestors 'none'; base-uri 'none'`;
  return (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (request.url === '/sign-in.css') return send(response, 200, 'text/css', options.stylesheet);
    const refuse = () =>
      send(response, 400, 'text/plain', 'This sign-in has ended. Start again from the workbench.');
    if (request.method === 'POST' && request.url === END_SESSION)
      return void bodyOf(request).then((body) => answer(asGet(request, body), response), refuse);
    if (!request.url?.startsWith('/choose/')) return void answer(request, response);
    response.setHeader('Content-Security-Policy', policy);
    choose(provider, request, response).catch(refuse);
  };
}

async function choose(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  const action = `/choose/${uid}`;
  if (request.method !== 'POST') return send(response, 200, 'text/html', signInPage(action));
  const chosen = new URLSearchParams(await bodyOf(request)).get('staff');
  const staff = DEMONSTRATION_STAFF.find(({ sub }) => sub === chosen);
  if (!staff) return send(response, 400, 'text/html', signInPage(action, 'Select who is signing in.'));
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: staff.sub } },
    { mergeWithLastSubmission: false },
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > 4096) throw new Error('Body too large');
  }
  return body;
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(body);
}

const listen = (server: Server, port: number, host: string) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
