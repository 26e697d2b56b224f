import type { Link, SpanContext } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node';
import type { Logger } from '../../logging/logger.js';
import { allowedAttributes } from '../attributes.js';
import { isSpanName } from '../catalogue.js';

/** `ExportResultCode.SUCCESS` of the exporters' own core. */
const DELIVERED = 0;

/** The last door: whoever made a span and whatever is on it, only what the list allows goes to `exporter`. */
export function allowListed(exporter: SpanExporter, logger: Logger): SpanExporter {
  let failing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans.map(allowedSpan), (result) => {
        const failed = Number(result.code) !== DELIVERED;
        if (failed && !failing) logger.warn('Traces do not reach the collector', { count: spans.length });
        failing = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

/** No events, because an exception is one and quotes its message; no status message, for the same reason. */
export function allowedSpan(span: ReadableSpan): ReadableSpan {
  const { kind, startTime, endTime, duration, ended, resource, instrumentationScope } = span;
  const attributes = allowedAttributes(span.attributes);
  const parent = span.parentSpanContext;
  return {
    ...{ kind, startTime, endTime, duration, ended, resource, instrumentationScope, attributes },
    name: isSpanName(span.name) ? span.name : 'other work',
    spanContext: () => withoutState(span.spanContext()),
    ...(parent ? { parentSpanContext: withoutState(parent) } : {}),
    status: { code: span.status.code },
    links: span.links.map(allowedLink),
    events: [],
    droppedAttributesCount: Object.keys(span.attributes).length - Object.keys(attributes).length,
    droppedEventsCount: span.events.length,
    droppedLinksCount: span.droppedLinksCount,
  };
}

const allowedLink = ({ context }: Link): Link => ({ context: withoutState(context) });

/** `tracestate` is free text of whoever called. */
function withoutState({ traceId, spanId, traceFlags, isRemote }: SpanContext): SpanContext {
  return { traceId, spanId, traceFlags, ...(isRemote === undefined ? {} : { isRemote }) };
}
