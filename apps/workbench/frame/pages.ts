import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { createTemplates } from '#platform/pages';
import { inSpan } from '#platform/tracing';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { recordOfPage } from '../tracing.js';
import type { Assets } from './assets.js';
import { frameOf } from './frame.js';

export const ASSETS = Symbol('Assets');

export interface PageModel {
  readonly title: string;
  readonly section?: string;
  /** True after a form that was not accepted. */
  readonly failed?: boolean;
}

/** Renders a page in its frame and sends it whole. */
@Injectable()
export class Pages {
  private readonly render = createTemplates('apps/workbench', 'node_modules/@ministryofjustice/frontend');

  constructor(
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    @Inject(ASSETS) private readonly assets: Assets,
  ) {}

  send(request: Request, response: Response, template: string, model: PageModel, status = 200): void {
    const frame = frameOf(request, this.deps.clock());
    const context = { ...model, frame, assets: this.assets.path };
    const links = () => [recordOfPage()];
    const html = inSpan('render page', { links }, () => this.render(`pages/${template}.njk`, context));
    response.status(status).type('html').send(html);
  }
}

/**
 * Goes on with GET, whatever the method was. The session is stored first: a browser follows as soon as it has the headers,
 * and would else come back before it is. Without a body, of which the session's library sends the beginning, and the headers
 * with it, before it stores a new session for a second time: that would undo what the next page had stored by then. That of
 * nobody holds nothing, and is not stored.
 */
export async function goOn(request: Request, response: Response, path: string): Promise<void> {
  if (request.session.viewer !== undefined)
    await new Promise<void>((resolve, reject) => {
      request.session.save((error?: Error) => (error ? reject(error) : resolve()));
    });
  response.status(303).location(path).end();
}
