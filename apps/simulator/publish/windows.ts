import { type Delivery } from '../county/county.js';

/** What may be sent at once: a queue of batches for each agency, in its own order. */
export interface Window {
  readonly size: number;
  readonly queues: readonly (readonly Batch[])[];
}

export interface Batch {
  readonly agency: string;
  readonly events: readonly Delivery['event'][];
}

/**
 * Cuts deliveries into windows that are sent one after another, so that an agreement reaches the hub before most of
 * what other agencies send on it, while agencies send side by side within a window.
 */
export function* windowsOf(
  deliveries: readonly Delivery[],
  size: number,
  batchSize: number,
): Generator<Window> {
  for (let from = 0; from < deliveries.length; from += size) {
    const slice = deliveries.slice(from, from + size);
    yield { size: slice.length, queues: queuesOf(slice, batchSize) };
  }
}

function queuesOf(deliveries: readonly Delivery[], batchSize: number): Window['queues'] {
  const byAgency = new Map<string, Delivery['event'][]>();
  for (const { agency, event } of deliveries) {
    const events = byAgency.get(agency) ?? [];
    events.push(event);
    byAgency.set(agency, events);
  }
  return [...byAgency].map(([agency, events]) =>
    Array.from({ length: Math.ceil(events.length / batchSize) }, (_, index) => ({
      agency,
      events: events.slice(index * batchSize, (index + 1) * batchSize),
    })),
  );
}
