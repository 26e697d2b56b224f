import helmet from 'helmet';
import type { RequestHandler, Response } from 'express';

/** No inline script or style, no other origin, no referrer; strict transport only where there is transport security. */
export function securityHeaders(baseUrl: string): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: baseUrl.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  });
}

/** Lets the form of this one answer go to another origin too. */
export function mayPostTo(response: Response, action: string): void {
  const policy = String(response.getHeader(POLICY));
  response.setHeader(
    POLICY,
    policy.replace("form-action 'self'", `form-action 'self' ${new URL(action).origin}`),
  );
}

const POLICY = 'Content-Security-Policy';

/** What a page shows is for one viewer at one moment. */
export const neverStored: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
