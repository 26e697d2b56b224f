import {
  context,
  ROOT_CONTEXT,
  SpanKind,
  trace,
  type Context,
  type Link,
  type Tracer,
} from '@opentelemetry/api';
import type { SpanAttributes } from './attributes.js';
import { SPANS, type SpanName } from './catalogue.js';
import { activeSpan } from './active.js';
import { NOT_RECORDED, recorded, type WorkSpan } from './span.js';
import { parseTraceparent } from './traceparent.js';

let tracer: Tracer | undefined;

/** Set by `startTracing` alone; undefined ends the making of spans. */
export function useTracer(next: Tracer | undefined): void {
  tracer = next;
}

/** For work that is only worth doing where traces are made, such as gathering links. */
export const isTracing = (): boolean => tracer !== undefined;

export interface SpanDetails {
  readonly attributes?: SpanAttributes;
  /** W3C `traceparent` of the work that this follows from. Only work that arrives from outside names one. */
  readonly parent?: string | undefined;
  /** W3C `traceparent`s of other traces that this work belongs to as well; asked for only where traces are made. */
  readonly links?: () => Iterable<string | undefined>;
}

/** End it yourself, or use `inSpan`. */
export const startSpan = (name: SpanName, details: SpanDetails = {}): WorkSpan =>
  startNamed(name, SPANS[name].kind, details);

/**
 * What arrives (a request, messages, stored events) begins a trace or goes on with the one it names, never with the work
 * that happens to be in hand. All other work is a part of that: it is recorded where it belongs to something recorded.
 */
export function startNamed(name: string, kind: SpanKind, details: SpanDetails): WorkSpan {
  if (!tracer) return NOT_RECORDED;
  const arrives = kind === SpanKind.SERVER || kind === SpanKind.CONSUMER;
  if (!arrives && !activeSpan()) return NOT_RECORDED;
  const { attributes = {}, parent, links } = details;
  const from = arrives ? fromParent(parent) : context.active();
  const span = tracer.startSpan(name, { kind, attributes, links: linksTo(links?.() ?? []) }, from);
  return span.isRecording() ? recorded(span) : NOT_RECORDED;
}

function fromParent(traceparent: string | undefined): Context {
  const parent = parseTraceparent(traceparent);
  return parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}

/** Each trace once, however many of its messages are there. */
function linksTo(traceparents: Iterable<string | undefined>): Link[] {
  return [...new Set(traceparents)].flatMap((each) => {
    const found = parseTraceparent(each);
    return found ? [{ context: found }] : [];
  });
}
