import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Agency } from '#access';
import { defect } from '#platform';
import { forGovernance, forPublishers, unauthorised } from '../problems/known-problems.js';
import type { Caller, Tokens } from './tokens.js';

const callers = new WeakMap<object, Caller>();

/** Settles who calls, and that this address is theirs, before any of the body is read. */
export function authenticate(tokens: Tokens, kind: Caller['kind']): RequestHandler {
  return async (request: Request, _response: Response, next: NextFunction) => {
    const [, token] = /^Bearer ([\w.-]+)$/i.exec(request.get('authorization') ?? '') ?? [];
    const caller = token === undefined ? undefined : await tokens.findCaller(token);
    if (!caller) return next(unauthorised());
    if (caller.kind !== kind) return next(kind === 'AGENCY' ? forPublishers() : forGovernance());
    callers.set(request, caller);
    next();
  };
}

/** Who calls; only behind `authenticate`. */
export function callerOf(request: Request): Caller {
  const caller = callers.get(request);
  if (!caller) throw defect('GATEWAY.NOT_AUTHENTICATED', 'A route was reached without authentication');
  return caller;
}

/** The agency that calls; only behind `authenticate` for agencies. */
export function agencyOf(request: Request): Agency {
  const caller = callerOf(request);
  if (caller.kind !== 'AGENCY')
    throw defect('GATEWAY.NOT_AN_AGENCY', 'A route of agencies was reached by another client');
  return caller.agency;
}
