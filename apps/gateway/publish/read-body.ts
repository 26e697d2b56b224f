import type { Request } from 'express';
import { batchTooLarge, notJson, wrongContentType } from '../problems/known-problems.js';
import { readBinaryEvent } from './read-binary-event.js';

export const MAX_EVENTS = 1_000;

/** CloudEvents over HTTP 1.0: batch, structured or binary mode. What is in the list is not yet known to be an event. */
export function readBody(request: Request): readonly unknown[] {
  switch (mediaTypeOf(request)) {
    case 'application/cloudevents-batch+json':
      return readBatch(request);
    case 'application/cloudevents+json':
      return [jsonOf(request)];
    case 'application/json':
      if (request.get('ce-specversion') === undefined) throw wrongContentType();
      return [readBinaryEvent(request.headers, jsonOf(request))];
    default:
      throw wrongContentType();
  }
}

function readBatch(request: Request): readonly unknown[] {
  const batch = jsonOf(request);
  if (!Array.isArray(batch)) throw notJson();
  if (batch.length > MAX_EVENTS) throw batchTooLarge(MAX_EVENTS);
  return batch;
}

const mediaTypeOf = (request: Request): string =>
  (request.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

function jsonOf(request: Request): unknown {
  const body: unknown = request.body;
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  } catch {
    throw notJson();
  }
}
