import { conflict, type Uuid } from '#platform';
import type { EventStore, StorePosition } from './ports.js';

/** Whether a place that was kept lies beyond what a store holds: it gives that position out a second time. */
export const isBeyond = (kept: StorePosition | null | undefined, head: StorePosition | undefined): boolean =>
  kept !== null && kept !== undefined && (head === undefined || kept > head);

/**
 * For whoever goes on from a place that was kept, before it follows the store. Throws `EVENT_STORE.PUT_BACK`, which no
 * waiting mends: what is stored up to that place from now on would be passed over.
 */
export async function requireHeld(
  store: Pick<EventStore, 'headPosition'>,
  kept: StorePosition | null | undefined,
): Promise<StorePosition | undefined> {
  const head = await store.headPosition();
  if (isBeyond(kept, head)) throw putBack();
  return head;
}

/** A place that was kept, and the event that lay there. */
export interface KeptPlace {
  readonly position: StorePosition;
  readonly event: Uuid;
}

/**
 * Whether a store holds another event at a place that was kept: it was put back from an older copy and has grown past that
 * place since. An event that it let go of tells nothing.
 */
export async function isOverwritten(
  store: Pick<EventStore, 'eventAt'>,
  { position, event }: KeptPlace,
): Promise<boolean> {
  const found = await store.eventAt(position);
  return found !== undefined && found.id !== event;
}

/** As `requireHeld`, by the event that lay at the place. Throws `EVENT_STORE.PUT_BACK`. */
export async function requireSame(
  store: Pick<EventStore, 'eventAt'>,
  kept: KeptPlace | undefined,
): Promise<void> {
  if (kept && (await isOverwritten(store, kept))) throw putBack();
}

const putBack = () =>
  conflict(
    'EVENT_STORE.PUT_BACK',
    'The event store ends before a place that the hub had come to, or holds another event there: it was put back from an older copy, lost its end, or is another one. Stop every part of the hub, run npm run forget-positions, and start it again.',
  );
