import type { RequestHandler } from 'express';
import type { Problem } from '../problems/problem.js';
import { bodyTooLarge, bodyTooSlow, bodyUnreadable, encodingUnknown } from '../problems/known-problems.js';

/**
 * Lets `read` have so many milliseconds for the body; the answer to one that is slower ends the connection. `tell` gives a
 * problem the form of the address.
 */
export function readWithin(
  withinMs: number,
  read: RequestHandler,
  tell: (problem: Problem) => Problem = (problem) => problem,
): RequestHandler {
  return (request, response, next) => {
    let settled = false;
    const settle = (problem?: Problem) => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      next(problem && tell(problem));
    };
    const deadline = setTimeout(() => settle(bodyTooSlow()), withinMs);
    read(request, response, (error?: unknown) => settle(error === undefined ? undefined : problemOf(error)));
  };
}

/** Of an error of the body parser, whose status tells which. */
function problemOf(error: unknown): Problem {
  switch ((error as { readonly status?: unknown }).status) {
    case 413:
      return bodyTooLarge();
    case 415:
      return encodingUnknown();
    default:
      return bodyUnreadable();
  }
}
