import { SpanKind } from '@opentelemetry/api';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isTracing, startNamed } from './start-span.js';
import type { WorkSpan } from './span.js';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A span for each request, named by its method and the pattern of its route; its address and its sender are not kept. */
export function traceRequests(parentOf: (request: Request) => string | undefined): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (!isTracing()) return next();
    const method = METHODS.has(request.method) ? request.method : '_OTHER';
    const attributes = { 'http.request.method': method };
    const span = startNamed(method, SpanKind.SERVER, { attributes, parent: parentOf(request) });
    response.once('close', () => conclude(span, method, request, response));
    span.within(next);
  };
}

function conclude(span: WorkSpan, method: string, request: Request, { statusCode }: Response): void {
  const route = routeOf(request);
  if (route !== undefined) span.rename(`${method} ${route}`);
  span.set({
    'http.response.status_code': statusCode,
    ...(route === undefined ? {} : { 'http.route': route }),
  });
  if (statusCode >= 500) span.fail({ code: String(statusCode) });
  span.end();
}

/** Known only once the router has found it. */
function routeOf({ route }: Request): string | undefined {
  const path: unknown = (route as { readonly path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? path : undefined;
}
