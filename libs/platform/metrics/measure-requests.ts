import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Metrics } from './metrics.js';

/** Seconds to answer, by class of status; also where the caller gave up first, or what hangs would show nowhere. */
export function measureRequests(metrics: Metrics, part: 'gateway' | 'workbench'): RequestHandler {
  return (_request: Request, response: Response, next: NextFunction) => {
    const began = performance.now();
    response.once('close', () => {
      const status = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'unanswered';
      metrics.observe('throughline_http_seconds', { part, status }, (performance.now() - began) / 1000);
    });
    next();
  };
}
