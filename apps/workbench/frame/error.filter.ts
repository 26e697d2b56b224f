import { randomUUID } from 'node:crypto';
import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isThroughlineError } from '#platform';
import { Forged, GoTo, NoSuchPage, TooLong, TooManyAtOnce, WrongRole } from '../access/go-to.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { goOn, Pages } from './pages.js';

const PROBLEM = 'Sorry, there is a problem with the service';

/** The one place where errors become pages. Nothing of an error is shown, only a reference to quote. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    private readonly pages: Pages,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    if (response.headersSent) return;
    try {
      await this.answer(error, request, response);
    } catch (failure) {
      // Where even the page of an error fails, as without a session, nobody behind this would catch it.
      this.deps.logger.error('An error could not be shown', { error: failure });
      if (!response.headersSent) response.status(500).type('text/plain').send(`${PROBLEM}\n`);
    }
  }

  private async answer(error: unknown, request: Request, response: Response): Promise<void> {
    if (error instanceof GoTo) return goOn(request, response, error.path);
    if (isMissing(error)) return this.show(request, response, 'not-found', 'Page not found', 404);
    if (error instanceof WrongRole)
      return this.show(request, response, 'wrong-role', 'Your role does not include this page', 403);
    if (error instanceof Forged)
      return this.show(request, response, 'form-ended', 'This form has ended', 403);
    if (error instanceof TooLong) return this.giveBack(error.words, request, response);
    if (error instanceof TooManyAtOnce)
      return this.show(request, response, 'too-many', 'Too many pages at once', 429);
    if (isThroughlineError(error, 'VIEW.OTHER_VERSION'))
      return this.show(request, response, 'being-prepared', 'This page is being prepared', 503);
    const unread = statusOfUnread(error);
    if (unread !== undefined)
      return this.show(request, response, 'form-unread', 'This form could not be read', unread);
    this.fail(error, request, response);
  }

  private show(request: Request, response: Response, page: string, title: string, status: number): void {
    this.pages.send(request, response, `errors/${page}`, { title }, status);
  }

  private giveBack(words: string, request: Request, response: Response): void {
    const model = { title: 'This text is too long', failed: true, words, length: words.length };
    this.pages.send(request, response, 'errors/too-long', model, 400);
  }

  private fail(error: unknown, request: Request, response: Response): void {
    const reference = randomUUID().slice(0, 8);
    this.deps.logger.error('A page could not be shown', { error, correlationId: reference });
    const quote = `${reference.slice(0, 4)}-${reference.slice(4)}`.toUpperCase();
    const title = PROBLEM;
    const status = isThroughlineError(error) && error.retryable ? 503 : 500;
    this.pages.send(request, response, 'errors/problem', { title, quote } as { title: string }, status);
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof NoSuchPage ||
  (error instanceof HttpException && [400, 404, 405].includes(error.getStatus()));

/** 413 or 415 of a form that is too long, or that no browser sends; undefined for any other error. */
function statusOfUnread(error: unknown): number | undefined {
  const status = error instanceof HttpException ? error.getStatus() : undefined;
  return status === 413 || status === 415 ? status : undefined;
}
