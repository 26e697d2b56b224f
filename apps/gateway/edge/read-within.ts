import type { RequestHandler } from 'express';
import { bodyTooSlow } from '../problems/known-problems.js';

/** Lets `read` have so many milliseconds for the body; the answer to one that is slower ends the connection. */
export function readWithin(withinMs: number, read: RequestHandler): RequestHandler {
  return (request, response, next) => {
    let settled = false;
    const settle = (error?: unknown) => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      next(error);
    };
    const deadline = setTimeout(() => settle(bodyTooSlow()), withinMs);
    read(request, response, settle);
  };
}
