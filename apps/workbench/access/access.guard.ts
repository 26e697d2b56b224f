import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { admit, PAGE_ACCESS, type PageAccess } from '#access';
import { isForged } from './csrf.js';
import { findSitting } from './current-sitting.js';
import { Forged, GoTo, NoSuchPage, WrongRole } from './go-to.js';
import { SESSION_COOKIE } from './sessions.js';
import { SignInUnderway } from './sign-in-underway.js';

/** Every request passes here: what a route declares, and the token of every form. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly underway: SignInUnderway,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const access = this.reflector.getAllAndOverride<PageAccess | undefined>(PAGE_ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    this.admit(access, request, http.getResponse<Response>());
    if (isForged(request)) throw new Forged();
    return true;
  }

  private admit(access: PageAccess | undefined, request: Request, response: Response): void {
    const admission = admit(access, request.session.viewer, findSitting(request));
    switch (admission) {
      case 'ADMITTED':
        return;
      case 'SIGN_IN':
        throw this.signInFirst(request, response);
      case 'STATE_PURPOSE':
        request.session.goOnTo = pathOf(request);
        throw new GoTo('/sign-in/purpose');
      case 'WRONG_ROLE':
        throw new WrongRole();
      case 'NO_SUCH_PAGE':
        throw new NoSuchPage();
    }
  }

  /** A browser that brings a session which has ended is told why, once; one that has only begun to sign in, or is new, signs in. */
  private signInFirst(request: Request, response: Response): GoTo {
    const hadSession = (request.headers.cookie ?? '').includes(`${SESSION_COOKIE}=`);
    const underway = this.underway.find(request);
    const isOver = underway === undefined && request.session.csrfToken === undefined;
    if (hadSession && isOver) return new GoTo('/signed-out/idle');
    this.underway.keep(response, { ...underway, goOnTo: pathOf(request) });
    return new GoTo('/sign-in');
  }
}

const pathOf = (request: Request): string => (request.method === 'GET' ? request.path : '/');
