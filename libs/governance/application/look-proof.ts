import { createHash } from 'node:crypto';
import { canonicalJson } from '#contracts';
import type { EventStore, StoredEvent } from '#event-store';
import type { Disclosed } from '../domain/events.js';
import { streamsOfDay } from './disclose.js';

export interface ProvenLook {
  readonly look: string;
  readonly at: string;
  /** Of everything that the event says. It cannot be guessed, because the id of a look is random. */
  readonly digest: string;
}

/** A day that is over, with one digest of all its looks and of every day before it. */
export interface ProvenDay {
  /** `YYYY-MM-DD`, in UTC. */
  readonly day: string;
  readonly looks: readonly ProvenLook[];
  readonly head: string;
}

/** A look on its way when its day ended is in by then, in milliseconds. */
const SETTLED_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The same rule as in `apps/workbench/pages/ig-proof/check-looks.mjs`, by which others check it. */
export const headOf = (before: string, day: string, digests: readonly string[]): string =>
  sha256([before, day, ...digests].join('\n'));

/** Every day from the first to the last that is over, oldest first, as the event store has them now. */
export async function* proveLooks(store: EventStore, first: Date, now: Date): AsyncGenerator<ProvenDay> {
  let before = '';
  const over = dayOf(now.getTime() - SETTLED_MS);
  for (let at = first.getTime(); dayOf(at) < over; at += DAY_MS) {
    const day = dayOf(at);
    const streams = await Promise.all(streamsOfDay(day).map((stream) => store.readStream(stream)));
    const looks = streams.flat().map(provenLook);
    const digests = looks.map(({ digest }) => digest);
    before = headOf(before, day, digests);
    yield { day, looks, head: before };
  }
}

function provenLook({ id, type, data }: StoredEvent): ProvenLook {
  const { disclosure, at } = data as Disclosed;
  return { look: disclosure, at, digest: sha256(canonicalJson({ id, type, data })) };
}
