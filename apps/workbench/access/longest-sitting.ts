import type { Request, RequestHandler } from 'express';
import type { Viewer } from '#access';
import { IDLE_MS } from './sessions.js';

/** However busy, in milliseconds: the provider is asked again at least so often whether somebody still works here. */
export const LONGEST_MS = 12 * 60 * 60_000;

/** Marks a session that begins with this request as that of a viewer. */
export function beginSitting({ session }: Request, viewer: Viewer, idToken: string): void {
  Object.assign(session, { viewer, idToken, endsAt: Date.now() + LONGEST_MS });
}

/** Until the viewer is signed out unless another page is opened, in milliseconds. */
export const timeLeft = ({ session }: Request): number =>
  session.endsAt === undefined ? IDLE_MS : Math.min(IDLE_MS, session.endsAt - Date.now());

/** Lets no session last longer, in the browser or in the store. */
export const endInTime: RequestHandler = (request, _response, next) => {
  const left = timeLeft(request);
  if (left <= 0) return void request.session.regenerate(next);
  request.session.cookie.maxAge = left;
  next();
};
