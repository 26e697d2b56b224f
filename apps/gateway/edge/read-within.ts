import type { RequestHandler } from 'express';
import { bodyTooLarge, bodyTooSlow, bodyUnreadable, encodingUnknown } from '../problems/known-problems.js';

/** Lets `read` have so many milliseconds for the body; the answer to one that is slower ends the connection. */
export function readWithin(withinMs: number, read: RequestHandler): RequestHandler {
  return (request, response, next) => {
    let settled = false;
    const settle = (problem?: Error) => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      next(problem);
    };
    const deadline = setTimeout(() => settle(bodyTooSlow()), withinMs);
    read(request, response, (error?: unknown) => settle(error === undefined ? undefined : problemOf(error)));
  };
}

/** Of an error of the body parser, whose status tells which. */
function problemOf(error: unknown): Error {
  switch ((error as { readonly status?: unknown }).status) {
    case 413:
      return bodyTooLarge();
    case 415:
      return encodingUnknown();
    default:
      return bodyUnreadable();
  }
}
