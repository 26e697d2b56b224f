import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';
import { isTracing, traceRequests } from '#platform/tracing';

interface PageInHand {
  /** Trace of the record of this look. */
  recordedAs?: string | undefined;
}

const pages = new AsyncLocalStorage<PageInHand>();
/** A browser names no trace that the hub would go on with. */
const trace = traceRequests(() => undefined);

/** A span for each page. */
export const tracePages: RequestHandler = (request, response, next) =>
  isTracing() ? pages.run({}, () => trace(request, response, next)) : next();

/** Remembers how the look is on record, so that the page's rendering can point to it. */
export function recordedAs(traceparent: string | undefined): void {
  const page = pages.getStore();
  if (page) page.recordedAs = traceparent;
}

export const recordOfPage = (): string | undefined => pages.getStore()?.recordedAs;
