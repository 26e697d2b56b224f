import type { StoredEvent } from '#event-store';
import type { ProjectedTable } from '#read-store';
import type { Decision } from '#sharing';
import { isPermitted } from '#sharing';
import type {
  ItemContent,
  ItemEvent,
  ItemReleased,
  ItemShared,
  ItemWithheld,
} from '../../domain/item-events.js';
import { readItemEvent } from '../../application/read-events.js';
import type { ItemRow } from './timeline-rows.js';

const NO_CONTENT = {
  kind: null,
  type: null,
  sector: null,
  occurred_at: null,
  recorded_at: null,
  statement_type: null,
  sensitivity: null,
  restricted: null,
  facts: null,
  sealed: null,
  corrects: null,
  retracts: null,
  content_asked_at: null,
} as const;

export const itemsTable: ProjectedTable<ItemRow> = {
  name: 'items',
  columns: {
    item_id: 'uuid',
    agency: 'text',
    source_event_id: 'text',
    state: 'text',
    kind: 'text',
    type: 'text',
    sector: 'text',
    occurred_at: 'timestamptz',
    recorded_at: 'timestamptz',
    received_at: 'timestamptz',
    statement_type: 'text',
    sensitivity: 'text',
    restricted: 'text[]',
    existence_may_be_told: 'boolean',
    facts: 'jsonb',
    sealed: 'jsonb',
    decisions: 'jsonb',
    corrects: 'uuid',
    retracts: 'uuid',
    stands_on: 'uuid[]',
    stands_until: 'timestamptz',
    content_asked_at: 'timestamptz',
    source_topic: 'text',
    source_partition: 'integer',
    source_offset: 'bigint',
    revision: 'bigint',
  },
  key: ['item_id'],
  indexes: ['gin (stands_on)', 'agency, source_event_id', 'corrects', 'retracts', 'stands_until'],
  keysOf: (event) => [{ item_id: readItemEvent(event).data.item }],
  evolve: (row, event) => evolveItem(row, readItemEvent(event), event),
};

function evolveItem(row: ItemRow | undefined, event: ItemEvent, stored: StoredEvent): ItemRow | undefined {
  const revision = stored.revision;
  switch (event.type) {
    case 'ItemShared':
    case 'ItemReleased':
      return shared(event.data, revision);
    case 'ItemWithheld':
      return { ...withheld(event.data), revision };
    case 'ItemCeased':
      return (
        row && {
          ...row,
          ...NO_CONTENT,
          kind: row.existence_may_be_told ? row.kind : null,
          sensitivity: isRestricted(row) ? 'R' : sensitivityOf(event.data),
          retracts: row.retracts,
          ...decided(event.data.decisions),
          state: 'CEASED',
          revision,
        }
      );
    case 'ItemDecidedAgain':
      return row && { ...row, ...decided(event.data.decisions), stands_until: until(event.data), revision };
    case 'ContentAsked':
      return row && { ...row, content_asked_at: event.data.askedAt, revision };
    case 'ContentGiven':
      return row && { ...row, ...placeOf(event.data.source), content_asked_at: null, revision };
    case 'AgreementNoticeTaken':
      return {
        ...originOf(event.data),
        ...NO_CONTENT,
        ...decided([]),
        type: event.data.type,
        existence_may_be_told: false,
        state: 'NOTICE',
        revision,
      };
  }
}

type Origin = Pick<ItemShared, 'item' | 'agency' | 'sourceEventId' | 'receivedAt' | 'source'>;

const originOf = (origin: Origin) => ({
  item_id: origin.item,
  agency: origin.agency,
  source_event_id: origin.sourceEventId,
  received_at: origin.receivedAt,
  ...placeOf(origin.source),
});

const placeOf = ({ topic, partition, offset }: Origin['source']) => ({
  source_topic: topic,
  source_partition: partition,
  source_offset: offset,
});

/** One literal: spreading several parts made an object that is slow to build and to read, a third of a rebuild. */
function shared(event: ItemShared | ItemReleased, revision: bigint): ItemRow {
  const { source, content } = event;
  const { facts } = content;
  return {
    item_id: event.item,
    agency: event.agency,
    source_event_id: event.sourceEventId,
    state: 'SHARED',
    kind: facts.kind,
    type: content.type,
    sector: content.sector,
    occurred_at: content.occurredAt,
    recorded_at: content.recordedAt,
    received_at: event.receivedAt,
    statement_type: content.statementType,
    sensitivity: facts.sensitivity,
    restricted: facts.restricted,
    existence_may_be_told: existenceMayBeTold(content),
    facts: facts,
    sealed: { ...content.sealed },
    decisions: event.decisions,
    corrects: content.corrects ?? null,
    retracts: content.retracts ?? null,
    stands_on: standsOn(event.decisions),
    stands_until: until(event),
    content_asked_at: null,
    source_topic: source.topic,
    source_partition: source.partition,
    source_offset: source.offset,
    revision,
  };
}

/** As of what is withheld: once it has ceased, nobody is told that something restricted, or a taking back, is there. */
const existenceMayBeTold = ({ facts, retracts }: ItemContent): boolean =>
  facts.sharing.existenceMayBeTold &&
  facts.restricted.length === 0 &&
  facts.sensitivity !== 'R' &&
  retracts === undefined;

const withheld = (event: ItemWithheld): Omit<ItemRow, 'revision'> => ({
  ...originOf(event),
  ...NO_CONTENT,
  ...decided(event.decisions),
  kind: event.kind ?? null,
  sensitivity: sensitivityOf(event),
  retracts: event.retracts ?? null,
  existence_may_be_told: event.existenceMayBeTold,
  state: 'WITHHELD',
});

/** Of what is held without content only that it is restricted: governance may not know of it. */
const sensitivityOf = ({ restricted }: Pick<ItemWithheld, 'restricted'>): string | null =>
  restricted === true ? 'R' : null;

/** As its content said, in events of versions that did not say it of what has ceased. */
const isRestricted = ({ sensitivity, restricted }: ItemRow): boolean =>
  sensitivity === 'R' || (restricted ?? []).length > 0;

const decided = (decisions: readonly Decision[]) => ({
  decisions: decisions as readonly unknown[],
  stands_on: standsOn(decisions),
  stands_until: null,
});

const until = ({ standsUntil }: Pick<ItemShared, 'standsUntil'>): string | null => standsUntil ?? null;

const standsOn = (decisions: readonly Decision[]) =>
  [...new Set(decisions.filter(isPermitted).flatMap((decision) => decision.standsOn))].sort();
