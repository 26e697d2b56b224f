import type { EventStore, StoredEvent } from '#event-store';

interface Outcome {
  readonly agency: string;
  readonly sourceEventId?: string;
  readonly source?: { readonly topic: string; readonly partition: number; readonly offset: string };
}

/** What an accepted event came to, as the event store tells it. */
export interface OutcomeOf {
  items: number;
  rejections: number;
  /** Of the item in `$all`; a rejection changes nothing, so its place among items tells nothing. */
  position?: bigint;
}

export interface StoredHistory {
  /** By `<agency> <source event id>`. */
  readonly outcomes: ReadonlyMap<string, OutcomeOf>;
  /** Feed positions that more than one outcome claims. */
  readonly claimedTwice: readonly string[];
  /** Streams whose revisions have a gap or come twice, and event ids that come twice. */
  readonly broken: readonly string[];
  readonly events: number;
}

const FIRST = new Set(['ItemShared', 'ItemWithheld', 'AgreementNoticeTaken']);

/** Reads the whole store once. */
export async function readHistory(store: EventStore): Promise<StoredHistory> {
  const history = new History();
  for await (const events of store.readAll()) for (const event of events) history.take(event);
  return history;
}

class History implements StoredHistory {
  readonly outcomes = new Map<string, OutcomeOf>();
  readonly claimedTwice: string[] = [];
  readonly broken: string[] = [];
  events = 0;
  private readonly revisions = new Map<string, bigint>();
  private readonly ids = new Set<string>();
  private readonly claimed = new Set<string>();

  take(event: StoredEvent): void {
    this.events += 1;
    this.inSequence(event);
    const rejected = event.type === 'SourceEventRejected';
    if (rejected || FIRST.has(event.type)) this.outcome(event, rejected);
  }

  private inSequence({ stream, revision, id }: StoredEvent): void {
    const expected = (this.revisions.get(stream) ?? -1n) + 1n;
    if (revision !== expected) this.broken.push(`${stream} goes from ${expected - 1n} to ${revision}`);
    this.revisions.set(stream, revision);
    if (this.ids.has(id)) this.broken.push(`${stream} holds ${id} again`);
    this.ids.add(id);
  }

  private outcome({ data, position }: StoredEvent, rejected: boolean): void {
    const { agency, sourceEventId, source } = data as Outcome;
    const claim = `${source?.topic}/${source?.partition}/${source?.offset}`;
    if (this.claimed.has(claim)) this.claimedTwice.push(claim);
    this.claimed.add(claim);
    const key = `${agency} ${sourceEventId}`;
    const found: OutcomeOf = this.outcomes.get(key) ?? { items: 0, rejections: 0 };
    this.outcomes.set(key, found);
    if (rejected) found.rejections += 1;
    else {
      found.items += 1;
      found.position ??= position;
    }
  }
}
