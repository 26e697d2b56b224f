import type { EventStore } from '#event-store';
import type { ItemId, Uuid } from '#platform';
import type { KnownItems } from '../memory/known-items.js';
import { SAME_ID_OTHER_CONTENT } from './append.js';
import { firstEventsHeld } from './held.js';
import { placeIdOf } from './origin.js';
import { goOn, setAside, type Underway } from './underway.js';
import type { Validated } from './validate.js';

/** `repeat`: the store holds the item already, though what follows from it may be missing. */
export interface Gated extends Validated {
  readonly repeat: boolean;
}

export interface Gate {
  readonly underway: readonly Underway<Gated>[];
  /** Stored before with everything that follows, and now come from another place: content that was asked for, perhaps. */
  readonly again: readonly Validated[];
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
  const asked = fresh.flatMap((each) =>
    each.on && mustAsk(known, each.value, disputed) ? [each.value.item] : [],
  );
  const found = await firstEventsHeld(store, [...new Set(asked)]);
  const firstHere = new Map<ItemId, Uuid>();
  const underway = fresh.map((each) => {
    if (!each.on) return each;
    const { item, firstEventId } = each.value;
    const held = known.firstEventOf(item) ?? found.get(item);
    const standing = held ?? firstHere.get(item);
    if (standing === undefined) firstHere.set(item, firstEventId);
    return admit(each.value, standing, held !== undefined);
  });
  return { underway, again: againIn(known, validated) };
}

const againIn = (known: KnownItems, validated: readonly Underway<Validated>[]): readonly Validated[] =>
  validated.flatMap((each) => {
    if (!each.on || !isSettled(known, each.value)) return [];
    const { item, message } = each.value;
    return known.cameFrom(item, placeIdOf(message)) ? [] : [each.value];
  });

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

function mustAsk(known: KnownItems, { item, event }: Validated, disputed: ReadonlySet<ItemId>): boolean {
  const doubtful = event.type.startsWith('agreement.') || disputed.has(item);
  return doubtful && known.firstEventOf(item) === undefined;
}

function admit(validated: Validated, standing: Uuid | undefined, repeat: boolean): Underway<Gated> {
  if (standing === undefined || standing === validated.firstEventId) return goOn({ ...validated, repeat });
  return setAside(validated.message, [{ code: SAME_ID_OTHER_CONTENT }], validated.event.id);
}
