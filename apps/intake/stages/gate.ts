import type { EventStore } from '#event-store';
import type { Uuid } from '#platform';
import type { KnownItems } from '../memory/known-items.js';
import { SAME_ID_OTHER_CONTENT } from './append.js';
import { itemStream } from './origin.js';
import { goOn, setAside, type Underway } from './underway.js';
import type { Validated } from './validate.js';

/** `repeat`: the store holds the item already, though what follows from it may be missing. */
export interface Gated extends Validated {
  readonly repeat: boolean;
}

export interface Gate {
  readonly underway: readonly Underway<Gated>[];
  /** Stored before with everything that follows; nothing is left to do. */
  readonly settled: number;
}

/**
 * Finds repeats and conflicts before they touch the memory. Most are among the items taken lately. An agreement notice
 * is looked up in the store besides, because other items of the batch may be decided on it.
 */
export async function gate(
  store: EventStore,
  known: KnownItems,
  validated: readonly Underway<Validated>[],
): Promise<Gate> {
  const fresh = validated.filter((each) => !each.on || !isSettled(known, each.value));
  const underway = await Promise.all(
    fresh.map(async (each) => (each.on ? admit(each.value, await heldFor(store, known, each.value)) : each)),
  );
  return { underway, settled: validated.length - fresh.length };
}

const isSettled = (known: KnownItems, { item, firstEventId }: Validated): boolean =>
  known.firstEventOf(item) === firstEventId;

async function heldFor(
  store: EventStore,
  known: KnownItems,
  { item, event }: Validated,
): Promise<Uuid | undefined> {
  const remembered = known.firstEventOf(item);
  if (remembered !== undefined || !event.type.startsWith('agreement.')) return remembered;
  return (await store.readStream(itemStream(item)))[0]?.id;
}

function admit(validated: Validated, held: Uuid | undefined): Underway<Gated> {
  if (held === undefined || held === validated.firstEventId)
    return goOn({ ...validated, repeat: held !== undefined });
  return setAside(validated.message, [{ code: SAME_ID_OTHER_CONTENT }], validated.event.id);
}
