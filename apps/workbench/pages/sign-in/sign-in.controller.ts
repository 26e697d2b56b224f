import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isThroughlineError } from '#platform';
import {
  findViewer,
  isReader,
  OpenToAnyone,
  OpenToSignedIn,
  type Leaving,
  type SignedIn,
  type SignIn,
  type SignInAttempt,
} from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { csrfTokenOf } from '../../access/csrf.js';
import { beginSitting } from '../../access/longest-sitting.js';
import { SignInUnderway } from '../../access/sign-in-underway.js';
import { firstPageOf } from '../../frame/frame.js';
import { goOn, Pages } from '../../frame/pages.js';
import { mayPostTo } from '../../frame/security-headers.js';

export const SIGN_IN = Symbol('SignIn');

/** To the identity provider and back. The session gets a new id whenever it comes to mean more. */
@Controller()
export class SignInController {
  constructor(
    @Inject(SIGN_IN) private readonly signIn: SignIn,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    private readonly underway: SignInUnderway,
    private readonly pages: Pages,
  ) {}

  @Get('/sign-in')
  @OpenToAnyone()
  async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { url, attempt } = await this.signIn.begin();
    this.underway.keep(response, { ...this.underway.find(request), attempt });
    await goOn(request, response, url);
  }

  @Get('/sign-in/return')
  @OpenToAnyone()
  async finish(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { attempt, ...rest } = this.underway.find(request) ?? {};
    // For one return alone, whatever it brings.
    this.underway.keep(response, rest);
    const signedIn = await this.findSignedIn(request, attempt);
    const viewer = signedIn && findViewer(signedIn.claims, this.deps.directory);
    if (signedIn === undefined || viewer === undefined) return this.refuse(request, response, signedIn);
    const { goOnTo } = rest;
    this.underway.end(response);
    await renew(request);
    beginSitting(request, viewer, signedIn.idToken);
    const first = firstPageOf(viewer, false);
    if (!isReader(viewer)) return goOn(request, response, goOnTo === '/' ? first : (goOnTo ?? first));
    if (goOnTo !== undefined) request.session.goOnTo = goOnTo;
    await goOn(request, response, first);
  }

  @Post('/sign-out')
  @OpenToSignedIn()
  async signOut(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { idToken } = request.session;
    await renew(request);
    // A session with a token is none that has ended: the browser's next page is not that it was signed out.
    csrfTokenOf(request);
    const leaving = await this.findLeaving(response, idToken);
    if (leaving === undefined) return goOn(request, response, '/signed-out');
    const model = { title: 'One step to sign out', leaving };
    this.pages.send(request, response, 'sign-in/signing-out', model);
  }

  @Get('/signed-out')
  @OpenToAnyone()
  signedOut(@Req() request: Request, @Res() response: Response): void {
    this.pages.send(request, response, 'sign-in/signed-out', { title: 'You are signed out' });
  }

  @Get('/signed-out/idle')
  @OpenToAnyone()
  idle(@Req() request: Request, @Res() response: Response): void {
    // It knows now: its next page leads to the sign-in.
    this.underway.keep(response, {});
    const model = { title: 'You were signed out', idle: true };
    this.pages.send(request, response, 'sign-in/signed-out', model);
  }

  private async findSignedIn(request: Request, attempt?: SignInAttempt): Promise<SignedIn | undefined> {
    if (attempt === undefined) return undefined;
    try {
      const query = new URL(request.originalUrl, this.deps.baseUrl).search;
      return await this.signIn.finish(query, attempt);
    } catch (error) {
      if (!isThroughlineError(error, 'ACCESS.SIGN_IN_REFUSED')) throw error;
      this.deps.logger.warn('A sign-in was not accepted', { code: error.code });
      return undefined;
    }
  }

  /** A provider that does not answer keeps nobody signed in here. */
  private async findLeaving(response: Response, idToken = ''): Promise<Leaving | undefined> {
    if (idToken === '') return undefined;
    try {
      const leaving = await this.signIn.leave(idToken);
      if (leaving) mayPostTo(response, leaving.action);
      return leaving;
    } catch (error) {
      if (!isThroughlineError(error, 'ACCESS.PROVIDER_UNAVAILABLE')) throw error;
      this.deps.logger.warn('A session could not be ended at the provider', { code: error.code });
      return undefined;
    }
  }

  /** The provider may know them well: then only it can be asked to forget them. */
  private async refuse(request: Request, response: Response, signedIn?: SignedIn): Promise<void> {
    const leaving = await this.findLeaving(response, signedIn?.idToken);
    const model = { title: 'You could not be signed in', leaving };
    this.pages.send(request, response, 'sign-in/refused', model, 403);
  }
}

const renew = (request: Request) =>
  new Promise<void>((resolve, reject) => {
    request.session.regenerate((error?: Error) => (error ? reject(error) : resolve()));
  });
