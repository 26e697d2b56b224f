import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Metrics } from '#platform';

/** Seconds to answer, by class of status. */
export function measure(metrics: Metrics): RequestHandler {
  return (_request: Request, response: Response, next: NextFunction) => {
    const began = performance.now();
    response.once('finish', () => {
      const status = `${Math.floor(response.statusCode / 100)}xx`;
      const labels = { part: 'gateway', status };
      metrics.observe('throughline_http_seconds', labels, (performance.now() - began) / 1000);
    });
    next();
  };
}
