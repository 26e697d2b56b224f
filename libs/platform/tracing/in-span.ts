import { types } from 'node:util';
import type { SpanName } from './catalogue.js';
import { startSpan, type SpanDetails } from './start-span.js';
import { NOT_RECORDED, type WorkSpan } from './span.js';

/** Does the work in a span of its own, which ends with it; what it throws is thrown on. */
export function inSpan<T>(name: SpanName, details: SpanDetails, work: (span: WorkSpan) => T): T {
  const span = startSpan(name, details);
  return span === NOT_RECORDED ? work(span) : span.within(() => ending(span, work));
}

function ending<T>(span: WorkSpan, work: (span: WorkSpan) => T): T {
  let result: T;
  try {
    result = work(span);
  } catch (error) {
    throw failed(span, error);
  }
  if (!types.isPromise(result)) {
    span.end();
    return result;
  }
  const settled = result.then(
    (value: unknown) => {
      span.end();
      return value;
    },
    (error: unknown) => {
      throw failed(span, error);
    },
  );
  return settled as T;
}

function failed(span: WorkSpan, error: unknown): unknown {
  span.fail(error);
  span.end();
  return error;
}
