import type { IncomingMessage, RequestListener } from 'node:http';
import { firstSegmentOf, isForOperations } from '#runtime';

/** First path segments that belong to partner systems; what is for neither them nor operations is a screen. */
const GATEWAY = new Set(['v1', 'oauth', 'docs', 'openapi.json', 'asyncapi.json', 'contracts']);

export interface Rooms<T = RequestListener> {
  readonly gateway: T;
  readonly operations: T;
  readonly workbench: T;
}

export function roomOf<T>(rooms: Rooms<T>, request: Pick<IncomingMessage, 'url'>): T {
  if (isForOperations(request)) return rooms.operations;
  return GATEWAY.has(firstSegmentOf(request)) ? rooms.gateway : rooms.workbench;
}
