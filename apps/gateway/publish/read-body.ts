import { decodeBatch, decodeCloudEvent, MAX_BATCH_EVENTS } from '#contracts';
import type { Request } from 'express';
import { batchTooLarge, eventTooLarge, notJson, wrongContentType } from '../problems/known-problems.js';

/** CloudEvents over HTTP 1.0: batch, structured or binary mode. What is in the list is not yet known to be an event. */
export function readBody(request: Request): readonly unknown[] {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  switch (mediaTypeOf(request)) {
    case 'application/cloudevents-batch+json':
      return readBatch(body);
    case 'application/cloudevents+json':
      return readOne(request, body);
    case 'application/json':
      if (request.get('ce-specversion') === undefined) throw wrongContentType();
      return readOne(request, body);
    default:
      throw wrongContentType();
  }
}

function readBatch(body: Buffer): readonly unknown[] {
  const decoded = decodeBatch(body);
  if (decoded.ok) return decoded.candidates;
  throw decoded.reasons[0]?.code === 'HTTP.BATCH_TOO_LARGE' ? batchTooLarge(MAX_BATCH_EVENTS) : notJson();
}

function readOne(request: Request, body: Buffer): readonly unknown[] {
  const decoded = decodeCloudEvent(textHeaders(request), body);
  if (decoded.ok) return [decoded.candidate];
  switch (decoded.reasons[0]?.code) {
    case 'DECODE.NOT_CLOUDEVENT':
      return [undefined];
    case 'DECODE.TOO_LARGE':
      throw eventTooLarge();
    default:
      throw notJson();
  }
}

const textHeaders = (request: Request): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );

const mediaTypeOf = (request: Request): string =>
  (request.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
