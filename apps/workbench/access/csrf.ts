import { csrfSync } from 'csrf-sync';
import type { Request } from 'express';

const { generateToken, isRequestValid } = csrfSync({
  getTokenFromRequest: (request) => {
    const token: unknown = (request.body as { _csrf?: unknown } | undefined)?._csrf;
    return typeof token === 'string' ? token : undefined;
  },
});

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export const csrfTokenOf = (request: Request): string => generateToken(request);
export const isForged = (request: Request): boolean => !SAFE.has(request.method) && !isRequestValid(request);
