import { derivedUuid, type Uuid } from '#platform';
import type { EventStore, Expected, StoredEvent, StorePosition } from './ports.js';

export interface Folded<State> {
  readonly state: State | undefined;
  /** What an append that rests on the state has to expect. */
  readonly revision: bigint | 'no-stream';
}

type Refused<Fault> = { readonly ok: false; readonly faults: readonly Fault[] };
type Decided<Event, Fault> = { readonly ok: true; readonly events: readonly Event[] } | Refused<Fault>;
export type Taken<Fault> = { readonly ok: true; readonly position: StorePosition } | Refused<Fault>;

/** Streams of one kind, to which people write what follows from what is there: nobody without knowing what others wrote. */
export class DecidedStreams<State, Event extends Pick<StoredEvent, 'type' | 'data'>> {
  constructor(
    private readonly prefix: string,
    private readonly read: (stored: StoredEvent) => Event,
    private readonly evolve: (state: State | undefined, event: Event) => State | undefined,
  ) {}

  /** A stream as it is now, from its events themselves, so that whoever has just written sees it. */
  async load(store: EventStore, id: Uuid): Promise<Folded<State>> {
    const stored = await store.readStream(`${this.prefix}${id}`);
    const state = stored.map(this.read).reduce<State | undefined>(this.evolve, undefined);
    return { state, revision: stored.at(-1)?.revision ?? 'no-stream' };
  }

  /**
   * Undefined where another wrote first. Ids say who writes: what two write under one id the store takes for a repeat. `at`
   * tells apart what one person writes twice.
   */
  async append(
    store: EventStore,
    id: Uuid,
    events: readonly Event[],
    { expected, actor, at = '' }: { expected: Expected; actor: string; at?: string },
  ): Promise<StorePosition | undefined> {
    const named = events.map(({ type, data }) => ({
      ...{ id: derivedUuid(this.prefix, id, type, actor, at), type, data },
      metadata: { schemaVersion: 1, actor },
    }));
    const appended = await store.append(`${this.prefix}${id}`, expected, named);
    return appended.ok ? appended.position : undefined;
  }

  /**
   * Decides against the stream as it is and appends; where another wrote first, `again` so often. Whoever is overtaken after
   * that is told what stands in the way by then, or `overtaken` where nothing does.
   */
  async take<Fault>(
    store: EventStore,
    id: Uuid,
    decide: (state: State | undefined) => Decided<Event, Fault>,
    writing: { readonly actor: string; readonly again: number; readonly overtaken: Fault },
  ): Promise<Taken<Fault>> {
    const { actor, again, overtaken } = writing;
    const { state, revision } = await this.load(store, id);
    const outcome = decide(state);
    if (!outcome.ok) return outcome;
    const position = await this.append(store, id, outcome.events, { expected: revision, actor });
    if (position !== undefined) return { ok: true, position };
    if (again > 0) return this.take(store, id, decide, { ...writing, again: again - 1 });
    const now = decide((await this.load(store, id)).state);
    return now.ok ? { ok: false, faults: [overtaken] } : now;
  }
}
