import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { SignInAttempt } from '#access';
import { createSealer, type Sealer } from '../application/sealed-json.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { IDLE_MS, ownCookieName } from './sessions.js';

/** What is kept of somebody who has not signed in. */
export interface Underway {
  readonly attempt?: SignInAttempt;
  /** Where to go after signing in; addresses hold random ids only. */
  readonly goOnTo?: string;
}

/** Longer than any page's. */
const LONGEST_PATH = 500;

/**
 * What a browser brings along until somebody has signed in: sealed, and in its own cookie. Sessions are for those who have, because
 * a row for each caller would let a stranger fill the table.
 */
@Injectable()
export class SignInUnderway {
  private readonly sealer: Sealer<Underway & { readonly until: number }>;
  private readonly name: string;
  private readonly now: () => number;
  private readonly cookie: { httpOnly: true; sameSite: 'lax'; secure: boolean; path: string };

  constructor(@Inject(WORKBENCH_DEPS) { sessionSecret, baseUrl, clock }: WorkbenchDeps) {
    this.now = () => clock().getTime();
    this.sealer = createSealer(sessionSecret, 'throughline.sign-in');
    this.name = ownCookieName('throughline_sign_in', baseUrl);
    this.cookie = { httpOnly: true, sameSite: 'lax', secure: baseUrl.startsWith('https:'), path: '/' };
  }

  /** Undefined where there is none, where it is over, and where it was not sealed here. */
  find({ headers }: Request): Underway | undefined {
    const pairs = (headers.cookie ?? '').split(/;\s*/).map((pair) => pair.split('=', 2));
    const [, sealed] = pairs.find(([name]) => name === this.name) ?? [];
    if (!sealed) return undefined;
    try {
      const { until, ...underway } = this.sealer.open(sealed);
      return until > this.now() ? underway : undefined;
    } catch {
      return undefined;
    }
  }

  keep(response: Response, { attempt, goOnTo }: Underway): void {
    const path = goOnTo !== undefined && goOnTo.length > LONGEST_PATH ? '/' : goOnTo;
    const kept = { ...(attempt && { attempt }), ...(path !== undefined && { goOnTo: path }) };
    const sealed = this.sealer.seal({ ...kept, until: this.now() + IDLE_MS });
    response.cookie(this.name, sealed, { ...this.cookie, maxAge: IDLE_MS });
  }

  end(response: Response): void {
    response.clearCookie(this.name, this.cookie);
  }
}
