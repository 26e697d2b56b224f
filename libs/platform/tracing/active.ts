import { trace, type Span } from '@opentelemetry/api';
import { formatTraceparent } from './traceparent.js';

/** The span that the work in hand belongs to, where it is being recorded. */
export function activeSpan(): Span | undefined {
  const span = trace.getActiveSpan();
  return span?.isRecording() ? span : undefined;
}

/** What carries the trace in hand on to another part, as W3C `traceparent`. */
export function activeTraceparent(): string | undefined {
  const span = activeSpan();
  return span && formatTraceparent(span.spanContext());
}

export const activeTraceId = (): string | undefined => activeSpan()?.spanContext().traceId;
