import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Agency } from '#access';
import { defect } from '#platform';
import { unauthorised } from '../problems/known-problems.js';
import type { Tokens } from './tokens.js';

const callers = new WeakMap<object, Agency>();

/** Settles who calls before any of the body is read. */
export function authenticate(tokens: Tokens): RequestHandler {
  return async (request: Request, _response: Response, next: NextFunction) => {
    const [, token] = /^Bearer ([\w.-]+)$/i.exec(request.get('authorization') ?? '') ?? [];
    const agency = token === undefined ? undefined : await tokens.findAgency(token);
    if (!agency) return next(unauthorised());
    callers.set(request, agency);
    next();
  };
}

/** The agency that calls; only behind `authenticate`. */
export function agencyOf(request: Request): Agency {
  const agency = callers.get(request);
  if (!agency) throw defect('GATEWAY.NOT_AUTHENTICATED', 'A route was reached without authentication');
  return agency;
}
