import type { EventStore, StoredEvent } from './ports.js';

export interface Folded<State> {
  readonly state: State | undefined;
  /** What an append that rests on the state has to expect. */
  readonly revision: bigint | 'no-stream';
}

/** A stream as it is now, from its events themselves, so that whoever has just written sees it. */
export async function foldStream<State>(
  store: Pick<EventStore, 'readStream'>,
  stream: string,
  evolve: (state: State | undefined, event: StoredEvent) => State | undefined,
): Promise<Folded<State>> {
  const events = await store.readStream(stream);
  const state = events.reduce<State | undefined>(evolve, undefined);
  return { state, revision: events.at(-1)?.revision ?? 'no-stream' };
}
