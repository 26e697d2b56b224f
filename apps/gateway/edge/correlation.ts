import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { isCorrelationId } from '#feed';
import { parseTraceparent } from '#platform/tracing';

const ids = new WeakMap<object, string>();

/** Keeps the caller's `x-correlation-id` where it is of the expected form, or makes one; always tells it back. */
export function correlate(request: Request, response: Response, next: NextFunction): void {
  const given = request.get('x-correlation-id');
  const id = given && isCorrelationId(given) ? given : randomUUID();
  ids.set(request, id);
  response.set('x-correlation-id', id);
  next();
}

export const correlationIdOf = (request: Request): string => ids.get(request) ?? 'unknown-0';

/** W3C trace context, or undefined where absent or malformed. */
export function traceparentOf(request: Request): string | undefined {
  const given = request.get('traceparent');
  return parseTraceparent(given) && given;
}
