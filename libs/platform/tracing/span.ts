import { context, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { codeOf } from '../allow-list/code-of.js';
import type { SpanAttributes } from './attributes.js';
import { formatTraceparent } from './traceparent.js';

/** A piece of work as a trace shows it; does nothing where it is not recorded. */
export interface WorkSpan {
  /** W3C form, to carry on to another part; undefined where the work is not recorded. */
  readonly traceparent: string | undefined;
  set(attributes: SpanAttributes): void;
  rename(name: string): void;
  /** Only the code of the error is kept. */
  fail(error: unknown): void;
  /** Does `work` as a part of this span. */
  within<T>(work: () => T): T;
  end(): void;
}

export const NOT_RECORDED: WorkSpan = {
  traceparent: undefined,
  set: () => undefined,
  rename: () => undefined,
  fail: () => undefined,
  within: (work) => work(),
  end: () => undefined,
};

export const recorded = (span: Span): WorkSpan => ({
  traceparent: formatTraceparent(span.spanContext()),
  set: (attributes) => void span.setAttributes(attributes),
  rename: (name) => void span.updateName(name),
  fail: (error) => {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute('error.type', codeOf(error) ?? 'UNKNOWN');
  },
  within: (work) => context.with(trace.setSpan(context.active(), span), work),
  end: () => span.end(),
});
