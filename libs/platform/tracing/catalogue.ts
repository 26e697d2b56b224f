import { SpanKind } from '@opentelemetry/api';
import { isRoute } from './attributes.js';

interface Described {
  readonly kind: SpanKind;
  readonly help: string;
}

/** Every span of the hub but those of requests, which are named by method and route. The table of docs/observability.md. */
export const SPANS = {
  'publish events': {
    kind: SpanKind.PRODUCER,
    help: 'The gateway puts the events of a request on the feed',
  },
  'take batch': {
    kind: SpanKind.CONSUMER,
    help: 'Intake takes a batch of the feed from decoding to storing; linked to the trace of each message',
  },
  'take event': {
    kind: SpanKind.CONSUMER,
    help: 'One message of a batch, in the trace of its publisher; linked to the batch',
  },
  'plan batch': {
    kind: SpanKind.INTERNAL,
    help: 'Decoding, validating, resolving, deciding and sealing',
  },
  'seal contents': { kind: SpanKind.INTERNAL, help: 'One call to the vault for all that a batch seals' },
  'store batch': { kind: SpanKind.INTERNAL, help: 'Items first, then what follows from them' },
  'project events': {
    kind: SpanKind.CONSUMER,
    help: 'A projection writes a batch of stored events; linked to the trace of each event',
  },
  'decide for viewer': {
    kind: SpanKind.INTERNAL,
    help: 'Agreements are read and items decided again for who is looking',
  },
  'record disclosure': {
    kind: SpanKind.INTERNAL,
    help: 'The look is put on record before anything is shown; its event carries this span on',
  },
  'render page': { kind: SpanKind.INTERNAL, help: 'The page is written; linked to the record of the look' },
  'append events': {
    kind: SpanKind.CLIENT,
    help: 'One call for many appends to the event store, retries included',
  },
  'read stream': { kind: SpanKind.CLIENT, help: 'One stream read from the event store, retries included' },
} as const satisfies Readonly<Record<string, Described>>;

export type SpanName = keyof typeof SPANS;

const REQUEST = /^([A-Z]{3,7}|_OTHER)(?: (\S{1,120}))?$/;

export function isSpanName(name: string): boolean {
  if (Object.hasOwn(SPANS, name)) return true;
  const [matched, , route] = REQUEST.exec(name) ?? [];
  return matched !== undefined && (route === undefined || isRoute(route));
}
