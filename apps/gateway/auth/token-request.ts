import type { Request } from 'express';
import { badTokenRequest } from '../problems/known-problems.js';

export interface TokenRequest {
  readonly clientId: string;
  readonly clientSecret: string;
  /** True where the client came in the Authorization header. */
  readonly basic: boolean;
}

/** Client credentials grant, RFC 6749 4.4; the client in the header (2.3.1) or in the form. */
export function readTokenRequest(request: Request): TokenRequest {
  const form = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  if (form['grant_type'] !== 'client_credentials')
    throw badTokenRequest('unsupported_grant_type', 'Only the grant type client_credentials is offered.');
  return fromHeader(request) ?? fromForm(form);
}

function fromHeader(request: Request): TokenRequest | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.get('authorization') ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const split = text.indexOf(':');
  return { clientId: plain(text.slice(0, split)), clientSecret: plain(text.slice(split + 1)), basic: true };
}

function fromForm(form: Readonly<Record<string, unknown>>): TokenRequest {
  const { client_id: clientId, client_secret: clientSecret } = form;
  if (typeof clientId !== 'string' || typeof clientSecret !== 'string')
    throw badTokenRequest('invalid_request', 'The client id or secret is missing.');
  return { clientId, clientSecret, basic: false };
}

/** Both parts are form-encoded before base64 (RFC 6749 2.3.1). */
function plain(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
