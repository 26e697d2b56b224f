import { connectEventStore } from '#event-store';

interface Positioned {
  readonly source?: { readonly topic: string; readonly partition: number; readonly offset: string };
  readonly agency?: string;
  readonly sourceEventId?: string;
}

export interface OutcomesFound {
  /** `<agency> <source event id>` to the number of outcomes: first events of items, and rejections. */
  readonly bySourceEvent: ReadonlyMap<string, { readonly items: number; readonly rejections: number }>;
  /** Feed positions that more than one outcome claims. */
  readonly positionsTwice: readonly string[];
}

const FIRST = new Set(['ItemShared', 'ItemWithheld', 'AgreementNoticeTaken']);

/** Counts outcomes in the event store itself, behind every read model. */
export async function findOutcomes(eventStoreUrl: string): Promise<OutcomesFound> {
  const store = connectEventStore({ url: eventStoreUrl });
  const bySourceEvent = new Map<string, { items: number; rejections: number }>();
  const positions = new Map<string, number>();
  for await (const events of store.readAll())
    for (const { type, data } of events) {
      const rejected = type === 'SourceEventRejected';
      if (!rejected && !FIRST.has(type)) continue;
      const { source, agency, sourceEventId } = data as Positioned;
      const position = `${source?.topic}/${source?.partition}/${source?.offset}`;
      positions.set(position, (positions.get(position) ?? 0) + 1);
      const key = `${agency} ${sourceEventId}`;
      const found = bySourceEvent.get(key) ?? { items: 0, rejections: 0 };
      bySourceEvent.set(key, {
        items: found.items + Number(!rejected),
        rejections: found.rejections + Number(rejected),
      });
    }
  await store.close();
  return {
    bySourceEvent,
    positionsTwice: [...positions].filter(([, n]) => n > 1).map(([position]) => position),
  };
}
