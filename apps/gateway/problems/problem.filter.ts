import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from '#platform';
import { correlationIdOf } from '../edge/correlation.js';
import { otherMethod } from './other-method.js';
import { problemOf } from './problem-of.js';

/** The one place where an error becomes an HTTP answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = otherMethod(request, problemOf(error));
    const correlationId = correlationIdOf(request);
    const { status, code, headers, members } = problem.options;
    if (status >= 500) this.logger.error('A request failed', { status, code, correlationId, error });
    if (response.headersSent) return;
    // OAuth 2 clients read errors of the token endpoint as plain JSON.
    const type = members && 'error' in members ? 'application/json' : 'application/problem+json';
    response
      .status(status)
      .set({ ...headers, 'cache-control': 'no-store' })
      .type(type)
      .send(JSON.stringify(problem.body(correlationId)));
  }
}
