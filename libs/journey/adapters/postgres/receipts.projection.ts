import type { Column, ProjectedTable, Projection } from '#read-store';
import type { StoredEvent } from '#event-store';
import type { Decision } from '#sharing';
import { ITEM_STREAMS, type ItemEvent, type ItemWithheld } from '../../domain/item-events.js';
import { PARKING_STREAMS } from '../../domain/parking-events.js';
import type { ReceiptOutcome } from '../../domain/receipt.js';
import { readItemEvent, readParkingEvent, readRejection } from '../../application/read-events.js';
import { toldToPublisher } from '../../domain/told-to-publisher.js';
import { parkingIn } from './parking.projection.js';

/** One outcome of a source event: what an item stream says now, with how it came there. */
export type ReceiptRow = {
  readonly agency: string;
  readonly source_event_id: string;
  readonly item_id: string;
  readonly outcome: ReceiptOutcome;
  readonly decisions: Column;
  readonly received_at: string | Date;
  /** `{at, outcome}[]`, oldest first. */
  readonly history: readonly unknown[];
  /** When its content was asked for last, and when it was given after that. */
  readonly content_asked_at: string | Date | null;
  readonly content_given_at: string | Date | null;
  /** The item that it takes back. */
  readonly retracts: string | null;
};

export type RejectionRow = {
  readonly rejection_id: string;
  readonly agency: string;
  readonly source_event_id: string | null;
  readonly reasons: readonly unknown[];
  readonly received_at: string | Date;
  readonly source_topic: string;
  readonly source_partition: number;
  readonly source_offset: string | bigint;
  readonly attempt: number;
  /** Of the event that tells of the rejection. */
  readonly position: string | bigint;
};

/** A source event that waits; gone once it has its outcome. */
export type WaitingRow = {
  readonly parking_id: string;
  readonly agency: string;
  readonly source_event_id: string;
  readonly parked_at: string | Date;
};

export const isRejection = ({ stream }: StoredEvent): boolean => stream.startsWith('rejection-');
export const isParking = ({ stream }: StoredEvent): boolean => stream.startsWith(PARKING_STREAMS);
const isItem = ({ stream }: StoredEvent): boolean => stream.startsWith(ITEM_STREAMS);

const receiptsTable: ProjectedTable<ReceiptRow> = {
  name: 'receipts',
  columns: {
    agency: 'text',
    source_event_id: 'text',
    item_id: 'uuid',
    outcome: 'text',
    decisions: 'jsonb',
    received_at: 'timestamptz',
    history: 'jsonb',
    content_asked_at: 'timestamptz',
    content_given_at: 'timestamptz',
    retracts: 'uuid',
  },
  key: ['item_id'],
  indexes: ['unique agency, source_event_id', 'agency, received_at', 'retracts', 'content_asked_at'],
  keysOf: (event) => (isItem(event) ? [{ item_id: readItemEvent(event).data.item }] : []),
  evolve: (row, event) => evolveReceipt(row, readItemEvent(event), event),
};

function evolveReceipt(
  row: ReceiptRow | undefined,
  event: ItemEvent,
  stored: StoredEvent,
): ReceiptRow | undefined {
  if (event.type === 'ContentAsked')
    return row && { ...row, content_asked_at: event.data.askedAt, content_given_at: null };
  if (event.type === 'ContentGiven') return row && { ...row, content_given_at: event.data.givenAt };
  const outcome = outcomeOf(event);
  const step = { at: stored.createdAt.toISOString(), outcome };
  if (event.type === 'ItemDecidedAgain')
    return row && { ...row, decisions: partnersPart(event.data.decisions) };
  if (event.type === 'ItemCeased') {
    return (
      row && {
        ...row,
        outcome,
        decisions: partnersPart(event.data.decisions),
        history: [...row.history, step],
      }
    );
  }
  return {
    agency: event.data.agency,
    source_event_id: event.data.sourceEventId,
    item_id: event.data.item,
    outcome,
    decisions: event.type === 'AgreementNoticeTaken' ? [] : partnersPart(event.data.decisions),
    received_at: event.data.receivedAt,
    history: [...(row?.history ?? []), step],
    // What is released without having been given came by another way, and is asked for no more.
    content_asked_at: (row?.content_given_at && row.content_asked_at) ?? null,
    content_given_at: row?.content_given_at ?? null,
    retracts: retractedBy(event),
  };
}

function retractedBy({ data }: Decided): string | null {
  const { retracts } = 'content' in data ? data.content : (data as Partial<ItemWithheld>);
  return retracts ?? null;
}

type Decided = Exclude<ItemEvent, { readonly type: 'ContentAsked' | 'ContentGiven' }>;

function outcomeOf(event: Decided): ReceiptOutcome {
  switch (event.type) {
    case 'ItemShared':
    case 'ItemReleased':
    case 'ItemDecidedAgain':
    case 'AgreementNoticeTaken':
      return 'stored';
    case 'ItemWithheld':
      return 'withheld';
    case 'ItemCeased':
      return 'ceased';
  }
}

/** The row after these events of one item's stream, from its first. */
export const foldReceipt = (events: readonly StoredEvent[]): ReceiptRow | undefined =>
  events.reduce<ReceiptRow | undefined>(
    (row, event) => evolveReceipt(row, readItemEvent(event), event),
    undefined,
  );

const partnersPart = (decisions: readonly Decision[]): readonly unknown[] => decisions.map(toldToPublisher);

const rejectionsTable: ProjectedTable<RejectionRow> = {
  name: 'rejections',
  columns: {
    rejection_id: 'uuid',
    agency: 'text',
    source_event_id: 'text',
    reasons: 'jsonb',
    received_at: 'timestamptz',
    source_topic: 'text',
    source_partition: 'integer',
    source_offset: 'bigint',
    attempt: 'integer',
    position: 'bigint',
  },
  key: ['rejection_id'],
  indexes: ['agency, source_event_id, received_at, rejection_id', 'agency, received_at', 'received_at'],
  keysOf: (event) => (isRejection(event) ? [{ rejection_id: event.stream.slice('rejection-'.length) }] : []),
  evolve: (_row, event, key) => {
    const { data } = readRejection(event);
    return {
      rejection_id: String(key.rejection_id),
      agency: data.agency,
      source_event_id: data.sourceEventId ?? null,
      reasons: data.reasons,
      received_at: data.receivedAt,
      source_topic: data.source.topic,
      source_partition: data.source.partition,
      source_offset: data.source.offset,
      attempt: data.attempt ?? 1,
      position: event.position,
    };
  },
};

const waitingTable: ProjectedTable<WaitingRow> = {
  name: 'waiting',
  columns: {
    parking_id: 'uuid',
    agency: 'text',
    source_event_id: 'text',
    parked_at: 'timestamptz',
  },
  key: ['parking_id'],
  indexes: ['agency, source_event_id'],
  keysOf: (event) => {
    const parking_id = isParking(event) ? parkingIn(readParkingEvent(event)) : undefined;
    return parking_id === undefined ? [] : [{ parking_id }];
  },
  evolve: (row, event) => {
    const { type, data } = readParkingEvent(event);
    if (type === 'SourceEventUnparked') return undefined;
    if (type !== 'SourceEventParked') return row;
    return {
      parking_id: data.parking,
      agency: data.agency,
      source_event_id: data.sourceEventId,
      parked_at: data.parkedAt,
    };
  },
};

/** What became of each source event, for its publisher. */
export const receiptsProjection: Projection = {
  name: 'receipts',
  version: 6,
  streams: [ITEM_STREAMS, 'rejection-', PARKING_STREAMS],
  tables: [receiptsTable, rejectionsTable, waitingTable],
};
