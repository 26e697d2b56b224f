import type { Append, AppendOutcome, EventStore, NewEvent, StorePosition } from '#event-store';
import type { FeedMessage } from '#feed';
import { defect, type ItemId } from '#platform';
import { parkedEventFor, type Parking } from './park.js';
import { rejectionOf } from './reject.js';
import { setAside, type SetAside } from './underway.js';
import { giveContent, type Repeat } from './give.js';
import { itemStream, type EventFor } from './origin.js';

/** Ready to be stored: the first event of the item's own stream, and what follows from it elsewhere. */
export interface Prepared {
  readonly message: FeedMessage;
  readonly sourceEventId: string;
  readonly item: ItemId;
  readonly first: NewEvent;
  readonly facts: readonly EventFor[];
}

export interface Stored {
  readonly taken: readonly Prepared[];
  readonly aside: readonly SetAside[];
  /** Events of which the store already held other content. */
  readonly conflicts: number;
  /** How many events were handed to the store. */
  readonly appended: number;
  /** How many of these are content that was asked for. */
  readonly given: number;
  /** Of those taken. */
  readonly facts: readonly EventFor[];
  /** Nothing of these facts lies behind it. */
  readonly position: StorePosition;
}

export interface ToAppend {
  readonly prepared: readonly Prepared[];
  readonly aside: readonly SetAside[];
  readonly parked: readonly Parking[];
  /** Items known to be stored, that came again. */
  readonly again: readonly Repeat[];
  /** End of the store when this was planned: an item that lies before it was not stored just now. */
  readonly heldUpTo: StorePosition;
}

/**
 * Items first: "no stream" is what finds repeats and conflicts, and a conflicting event must leave no fact anywhere.
 * It also puts every stub before the agreements of its batch, so that reconsideration sees it. Identity, agreements
 * and rejections follow. A crash in between is mended by redelivery: every id follows from the content.
 */
export async function append(store: EventStore, batch: ToAppend): Promise<Stored> {
  const { prepared, aside, parked, again, heldUpTo } = batch;
  const { conflicts, repeats } = await appendItems(store, prepared, heldUpTo);
  const refused = new Set<Prepared>(conflicts.map(({ of }) => of));
  const taken = prepared.filter((each) => !refused.has(each));
  const allAside = [...aside, ...conflicts.map((conflict) => conflict.aside)];
  const facts = taken.flatMap((each) => each.facts);
  const rejections = allAside.map(rejectionOf);
  const position = await appendFacts(store, [...facts, ...rejections]);
  const given = await giveContent(store, [...again, ...repeats]);
  await appendParked(store, parked);
  return {
    taken,
    aside: allAside,
    conflicts: conflicts.length,
    appended: taken.length + facts.length + rejections.length + given + parked.length,
    given,
    facts,
    position,
  };
}

/** One after the other: whoever sees one of a family sees those before it, and releases them first. */
export async function appendParked(store: EventStore, parked: readonly Parking[]): Promise<void> {
  for (const each of parked) {
    const { stream, event } = parkedEventFor(each);
    const outcome = await store.append(stream, 'any', [event]);
    if (!outcome.ok) throw refusedFact();
  }
}

interface Conflict {
  readonly of: Prepared;
  readonly aside: SetAside;
}

interface Sorted {
  readonly conflicts: readonly Conflict[];
  readonly repeats: readonly Prepared[];
}

async function appendItems(
  store: EventStore,
  prepared: readonly Prepared[],
  heldUpTo: StorePosition,
): Promise<Sorted> {
  const outcomes = await store.appendMany(
    prepared.map(({ item, first }) => ({
      stream: itemStream(item),
      expected: 'no-stream' as const,
      events: [first],
    })),
  );
  const found = await Promise.all(
    prepared.map(async (each, at) => {
      const outcome = outcomes[at];
      if (!outcome) throw defect('INTAKE.NO_OUTCOME', 'The store did not answer for every append');
      return outcome.ok ? [] : refusalOf(store, each, outcome.reason);
    }),
  );
  return { conflicts: found.flat(), repeats: prepared.filter((_, at) => isOfOld(outcomes[at], heldUpTo)) };
}

/** The same event under the same id is answered with the position of the first time. */
const isOfOld = (outcome: AppendOutcome | undefined, heldUpTo: StorePosition): boolean =>
  outcome?.ok === true && outcome.position <= heldUpTo;

async function refusalOf(
  store: EventStore,
  prepared: Prepared,
  reason: 'WRONG_REVISION' | 'TOO_LARGE' | 'STREAM_DELETED',
): Promise<readonly Conflict[]> {
  switch (reason) {
    case 'WRONG_REVISION':
      return (await isRepeat(store, prepared)) ? [] : [refused(prepared, SAME_ID_OTHER_CONTENT)];
    case 'TOO_LARGE':
      return [refused(prepared, 'DECODE.TOO_LARGE')];
    case 'STREAM_DELETED':
      return [refused(prepared, 'INTAKE.ERASED')];
  }
}

export const SAME_ID_OTHER_CONTENT = 'CONFLICT.SAME_ID_OTHER_CONTENT';

const refused = (of: Prepared, code: string): Conflict => ({
  of,
  aside: setAside(of.message, [{ code }], of.sourceEventId),
});

async function isRepeat(store: EventStore, { item, first }: Prepared): Promise<boolean> {
  const [stored] = await store.readStream(itemStream(item));
  return stored?.id === first.id;
}

/**
 * One append a stream; where a redelivery overlaps what is already there, event by event. Resolves with the position of
 * the last of them.
 */
export async function appendFacts(store: EventStore, facts: readonly EventFor[]): Promise<StorePosition> {
  const grouped = appendsOf(facts);
  const outcomes = await store.appendMany(grouped);
  const overlapping = grouped.filter((_, at) => isOverlap(outcomes[at]));
  if (overlapping.length === 0) return lastOf(outcomes);
  const single = overlapping.flatMap(({ stream, events }) =>
    events.map((event): Append => ({ stream, expected: 'any', events: [event] })),
  );
  const again = await store.appendMany(single);
  if (again.some((outcome) => !outcome.ok)) throw refusedFact();
  return lastOf([...outcomes, ...again]);
}

const lastOf = (outcomes: readonly AppendOutcome[]): StorePosition =>
  outcomes.reduce((last, each) => (each.ok && each.position > last ? each.position : last), -1n);

function isOverlap(outcome: AppendOutcome | undefined): boolean {
  if (!outcome) throw defect('INTAKE.NO_OUTCOME', 'The store did not answer for every append');
  if (outcome.ok) return false;
  if (outcome.reason === 'WRONG_REVISION') return true;
  throw refusedFact();
}

const refusedFact = () =>
  defect('INTAKE.FACT_REFUSED', 'The store refused a fact that follows from an event');

function appendsOf(facts: readonly EventFor[]): readonly Append[] {
  const streams = new Map<string, Map<string, NewEvent>>();
  for (const { stream, event } of facts) {
    const events = streams.get(stream) ?? new Map<string, NewEvent>();
    if (!events.has(event.id)) events.set(event.id, event);
    streams.set(stream, events);
  }
  return [...streams].map(([stream, events]) => ({
    stream,
    expected: 'any' as const,
    events: [...events.values()],
  }));
}
