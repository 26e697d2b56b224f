import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { busy, tooManyAtOnce } from '../problems/known-problems.js';
import { callerOf } from '../auth/authenticate.js';
import { clientIdOf } from '../auth/tokens.js';

export interface LoadLimits {
  /** Requests in hand at once, of all clients together, and as many of strangers. Default 256. */
  readonly maxRequests: number;
  /** Bytes of bodies in hand at once, in the same way. Default 64 MiB. */
  readonly maxBytes: number;
  /** Requests in hand at once for one agency. Default 32. */
  readonly maxPerAgency: number;
  /** Requests in hand at once for one client that tries decisions. Default 4: each may hold a thousand cases. */
  readonly maxPerOversight: number;
  /** Bytes of one body. Default 4 MiB. */
  readonly maxBody: number;
}

export const DEFAULT_LIMITS: LoadLimits = {
  maxRequests: 256,
  maxBytes: 64 * 1024 * 1024,
  maxPerAgency: 32,
  maxPerOversight: 4,
  maxBody: 4 * 1024 * 1024,
};

/** Largest body of an address that asks for no token, in bytes. */
export const MOST_OF_STRANGERS = 8 * 1024;
const NEEDS_TOKEN = /^\/v1\/(events|decisions)(\/|$)/i;

/**
 * Refuses with 503 before anything of the body is read, so that load never grows the memory without bound. Addresses that
 * ask for no token have as much for themselves: strangers who send or read slowly turn no publisher away.
 */
export function boundWhole(limits: LoadLimits): RequestHandler {
  const clients = boundTogether(limits);
  const strangers = boundTogether({ ...limits, maxBody: MOST_OF_STRANGERS });
  return (request, response, next) =>
    (NEEDS_TOKEN.test(request.path) ? clients : strangers)(request, response, next);
}

function boundTogether({ maxRequests, maxBytes, maxBody }: LoadLimits): RequestHandler {
  let requests = 0;
  let bytes = 0;
  return (request: Request, response: Response, next: NextFunction) => {
    const size = bodySize(request, maxBody);
    if (requests >= maxRequests || bytes + size > maxBytes) return next(busy());
    requests++;
    bytes += size;
    response.once('close', () => {
      requests--;
      bytes -= size;
    });
    next();
  };
}

/** Refuses with 429 what one client asks beyond its share of requests in hand at once. */
export function boundEachClient(most: number): RequestHandler {
  const inHand = new Map<string, number>();
  return (request: Request, response: Response, next: NextFunction) => {
    const id = clientIdOf(callerOf(request));
    const count = inHand.get(id) ?? 0;
    if (count >= most) return next(tooManyAtOnce());
    inHand.set(id, count + 1);
    response.once('close', () => inHand.set(id, (inHand.get(id) ?? 1) - 1));
    next();
  };
}

function bodySize(request: Request, maxBody: number): number {
  if (request.method === 'GET' || request.method === 'HEAD') return 0;
  const declared = Number(request.get('content-length'));
  const compressed = request.get('content-encoding') !== undefined;
  return Number.isFinite(declared) && !compressed ? Math.min(declared, maxBody) : maxBody;
}
