import { inSpan } from '#platform/tracing';
import type { EventStore } from '../ports.js';

const append = (size: number) => ({
  attributes: {
    'db.system.name': 'eventstoredb',
    'db.operation.name': 'append',
    'db.operation.batch.size': size,
  },
});
const READ = { attributes: { 'db.system.name': 'eventstoredb', 'db.operation.name': 'read' } };

/** Shows appends and reads in the trace that they are a part of. Subscriptions are not: who follows the store makes spans. */
export const tracedStore = (store: EventStore): EventStore => ({
  append: (stream, expected, events) =>
    inSpan('append events', append(events.length), () => store.append(stream, expected, events)),
  appendMany: (appends) => inSpan('append events', append(appends.length), () => store.appendMany(appends)),
  readStream: (stream) => inSpan('read stream', READ, () => store.readStream(stream)),
  readAll: (options) => store.readAll(options),
  subscribe: (options, handle) => store.subscribe(options, handle),
  headPosition: () => store.headPosition(),
  eventAt: (position) => store.eventAt(position),
  close: () => store.close(),
});
