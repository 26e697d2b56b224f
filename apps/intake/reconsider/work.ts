import type { StoredEvent } from '#event-store';
import { IDENTITY_STREAMS, kinRecords, type IdentityEvent, type IdentityState } from '#identity';
import { ITEM_STREAMS, type ItemEvent, type ItemReleased, type ItemShared } from '#journey';
import type { ItemId, RecordId } from '#platform';
import type { Meanwhile } from './meanwhile.js';
import { isOfRecord, triggerOf, type Trigger } from './triggers.js';

/**
 * An item that was decided without some triggers that lie before it, undefined where nobody remembers which; or whose
 * content was given.
 */
export interface OvertakenItem {
  readonly stored: StoredEvent;
  readonly event: ItemEvent;
  readonly triggers: readonly Trigger[] | undefined;
}

/** An identity fact that brings persons together, or about which another process decided at the same time. */
export interface DoubtfulFact {
  readonly stored: StoredEvent;
  readonly event: IdentityEvent;
}

/** What a batch of events gives reconsideration to do. */
export interface Work {
  readonly triggers: readonly Trigger[];
  readonly items: readonly OvertakenItem[];
  readonly facts: readonly DoubtfulFact[];
}

/** In the order of the store; `meanwhile` takes in what it needs for the events that follow. */
export function workIn(events: readonly StoredEvent[], meanwhile: Meanwhile): Work {
  const triggers: Trigger[] = [];
  const items: OvertakenItem[] = [];
  const facts: DoubtfulFact[] = [];
  for (const stored of events) {
    const { stream, type, data } = stored;
    if (stream.startsWith(ITEM_STREAMS)) {
      const unknown = meanwhile.unknownTo(stored);
      if (unknown?.length !== 0 || type === 'ContentGiven')
        items.push({ stored, event: { type, data } as ItemEvent, triggers: unknown });
      continue;
    }
    const trigger = triggerOf(stored);
    if (trigger) triggers.push(trigger);
    const isIdentity = IDENTITY_STREAMS.some((prefix) => stream.startsWith(prefix));
    if (isIdentity && (trigger || meanwhile.overtook(stored)))
      facts.push({ stored, event: { type, data } as IdentityEvent });
    meanwhile.note(stored, trigger);
  }
  return { triggers, items, facts };
}

export type Concern = readonly [item: ItemId, trigger: Trigger];

/** Those of the triggers that may change what was decided of the item, in their order. */
export function concernsOf(
  { stored, event, triggers }: OvertakenItem,
  identity: IdentityState,
): readonly Concern[] {
  const { item } = event.data;
  const of = (found: readonly Trigger[]): readonly Concern[] => found.map((trigger) => [item, trigger]);
  switch (event.type) {
    case 'ItemShared':
    case 'ItemReleased':
      return of(altering(stored, triggers, kinRecords(identity, recordsIn(event.data))));
    case 'ItemWithheld':
      return of(altering(stored, triggers, kinRecords(identity, event.data.records)));
    case 'ItemDecidedAgain':
    case 'ItemCeased':
      return of(altering(stored, triggers, undefined));
    case 'ContentGiven':
      return of([{ kind: 'CONTENT', cause: stored.id }]);
    case 'ContentAsked':
    case 'AgreementNoticeTaken':
      return [];
  }
}

const recordsIn = ({ content }: ItemShared | ItemReleased): readonly RecordId[] =>
  content.facts.people.map(({ record }) => record);

/** `records`: whose; anyone's where undefined. */
function altering(
  { id: cause }: StoredEvent,
  triggers: readonly Trigger[] | undefined,
  records: ReadonlySet<RecordId> | undefined,
): readonly Trigger[] {
  if (!triggers) return [{ kind: 'OVERTAKEN', cause }];
  return triggers.filter((trigger) => isOfRecord(trigger) && (records?.has(trigger.record) ?? true));
}
