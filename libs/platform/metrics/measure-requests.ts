import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Metrics } from './metrics.js';

/** Seconds to answer, by class of status. */
export function measureRequests(metrics: Metrics, part: 'gateway' | 'workbench'): RequestHandler {
  return (_request: Request, response: Response, next: NextFunction) => {
    const began = performance.now();
    response.once('finish', () => {
      const status = `${Math.floor(response.statusCode / 100)}xx`;
      metrics.observe('throughline_http_seconds', { part, status }, (performance.now() - began) / 1000);
    });
    next();
  };
}
