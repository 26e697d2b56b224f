import type { EventStore } from '#event-store';
import type { ItemId, Uuid } from '#platform';
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
 * Finds repeats and conflicts before they touch the memory. Most are among the items taken lately. Looked up in the
 * store besides: an agreement notice, because other items of the batch may be decided on it, and an item that comes
 * with two contents in one batch.
 */
export async function gate(
  store: EventStore,
  known: KnownItems,
  validated: readonly Underway<Validated>[],
): Promise<Gate> {
  const fresh = validated.filter((each) => !each.on || !isSettled(known, each.value));
  const disputed = disputedIn(fresh);
  const held = await Promise.all(
    fresh.map(async (each) => (each.on ? heldFor(store, known, each.value, disputed) : undefined)),
  );
  const firstHere = new Map<ItemId, Uuid>();
  const underway = fresh.map((each, at) => {
    if (!each.on) return each;
    const { item, firstEventId } = each.value;
    const standing = held[at] ?? firstHere.get(item);
    if (standing === undefined) firstHere.set(item, firstEventId);
    return admit(each.value, standing, held[at] !== undefined);
  });
  return { underway, settled: validated.length - fresh.length };
}

const isSettled = (known: KnownItems, { item, firstEventId }: Validated): boolean =>
  known.firstEventOf(item) === firstEventId;

/** Items that come with different contents in this batch. */
function disputedIn(underway: readonly Underway<Validated>[]): ReadonlySet<ItemId> {
  const contents = new Map<ItemId, Uuid>();
  const disputed = new Set<ItemId>();
  for (const each of underway) {
    if (!each.on) continue;
    const { item, firstEventId } = each.value;
    if ((contents.get(item) ?? firstEventId) !== firstEventId) disputed.add(item);
    contents.set(item, firstEventId);
  }
  return disputed;
}

async function heldFor(
  store: EventStore,
  known: KnownItems,
  { item, event }: Validated,
  disputed: ReadonlySet<ItemId>,
): Promise<Uuid | undefined> {
  const remembered = known.firstEventOf(item);
  const mustAsk = event.type.startsWith('agreement.') || disputed.has(item);
  if (remembered !== undefined || !mustAsk) return remembered;
  return (await store.readStream(itemStream(item)))[0]?.id;
}

function admit(validated: Validated, standing: Uuid | undefined, repeat: boolean): Underway<Gated> {
  if (standing === undefined || standing === validated.firstEventId) return goOn({ ...validated, repeat });
  return setAside(validated.message, [{ code: SAME_ID_OTHER_CONTENT }], validated.event.id);
}
