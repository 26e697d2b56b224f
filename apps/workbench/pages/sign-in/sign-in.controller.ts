import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isThroughlineError } from '#platform';
import { findViewer, isReader, OpenToAnyone, OpenToSignedIn, type SignIn, type Viewer } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { firstPageOf } from '../../frame/frame.js';
import { goOn, Pages } from '../../frame/pages.js';

export const SIGN_IN = Symbol('SignIn');

/** To the identity provider and back. The session gets a new id whenever it comes to mean more. */
@Controller()
export class SignInController {
  constructor(
    @Inject(SIGN_IN) private readonly signIn: SignIn,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    private readonly pages: Pages,
  ) {}

  @Get('/sign-in')
  @OpenToAnyone()
  async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { url, attempt } = await this.signIn.begin();
    request.session.attempt = attempt;
    await goOn(request, response, url);
  }

  @Get('/sign-in/return')
  @OpenToAnyone()
  async finish(@Req() request: Request, @Res() response: Response): Promise<void> {
    const viewer = await this.findViewer(request);
    if (viewer === undefined) return this.refuse(request, response);
    const { goOnTo } = request.session;
    await renew(request);
    request.session.viewer = viewer;
    const first = firstPageOf(viewer, false);
    if (!isReader(viewer)) return goOn(request, response, goOnTo === '/' ? first : (goOnTo ?? first));
    if (goOnTo !== undefined) request.session.goOnTo = goOnTo;
    await goOn(request, response, first);
  }

  @Post('/sign-out')
  @OpenToSignedIn()
  async signOut(@Req() request: Request, @Res() response: Response): Promise<void> {
    await renew(request);
    await goOn(request, response, '/signed-out');
  }

  @Get('/signed-out')
  @OpenToAnyone()
  signedOut(@Req() request: Request, @Res() response: Response): void {
    this.pages.send(request, response, 'sign-in/signed-out', { title: 'You are signed out' });
  }

  @Get('/signed-out/idle')
  @OpenToAnyone()
  idle(@Req() request: Request, @Res() response: Response): void {
    const model = { title: 'You were signed out', idle: true };
    this.pages.send(request, response, 'sign-in/signed-out', model);
  }

  private async findViewer(request: Request): Promise<Viewer | undefined> {
    const { attempt } = request.session;
    if (attempt === undefined) return undefined;
    delete request.session.attempt;
    try {
      const query = new URL(request.originalUrl, this.deps.baseUrl).search;
      return findViewer(await this.signIn.finish(query, attempt), this.deps.directory);
    } catch (error) {
      if (!isThroughlineError(error, 'ACCESS.SIGN_IN_REFUSED')) throw error;
      this.deps.logger.warn('A sign-in was not accepted', { code: error.code });
      return undefined;
    }
  }

  private refuse(request: Request, response: Response): void {
    this.pages.send(request, response, 'sign-in/refused', { title: 'You could not be signed in' }, 403);
  }
}

const renew = (request: Request) =>
  new Promise<void>((resolve, reject) => {
    request.session.regenerate((error?: Error) => (error ? reject(error) : resolve()));
  });
