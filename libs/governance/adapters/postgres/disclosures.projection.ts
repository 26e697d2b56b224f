import { eventReader } from '#event-store/reading';
import type { ProjectedTable, Projection } from '#read-store';
import type { Disclosed, DisclosureEvent } from '../../domain/events.js';

export type DisclosureRow = {
  readonly disclosure: string;
  readonly at: Date;
  readonly viewer: string;
  readonly role: string;
  readonly agency: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly reference: string;
  readonly page: string;
  readonly family_id: string | null;
  readonly item_count: number;
  readonly ruleset: string;
};

export type DisclosedRecordRow = {
  readonly disclosure: string;
  readonly record_id: string;
};

export type DisclosedItemRow = {
  readonly disclosure: string;
  readonly item_id: string;
  readonly row: string;
};

/** Throws `PROJECTION.UNKNOWN_EVENT` on a type it cannot read. */
export const disclosureEvent = eventReader<DisclosureEvent>('A day of disclosures', { Disclosed: true });

const disclosures: ProjectedTable<DisclosureRow> = {
  name: 'disclosures',
  columns: {
    disclosure: 'uuid',
    at: 'timestamptz',
    viewer: 'text',
    role: 'text',
    agency: 'text',
    recipient: 'text',
    purpose: 'text',
    reference: 'text',
    page: 'text',
    family_id: 'uuid',
    item_count: 'integer',
    ruleset: 'text',
  },
  key: ['disclosure'],
  indexes: ['at', 'family_id, at', 'viewer, at'],
  keysOf: (event) => [{ disclosure: disclosureEvent(event).data.disclosure }],
  evolve: (_row, event) => rowOf(disclosureEvent(event).data),
};

const disclosedItems: ProjectedTable<DisclosedItemRow> = {
  name: 'disclosed_items',
  columns: { disclosure: 'uuid', item_id: 'uuid', row: 'text' },
  key: ['disclosure', 'item_id'],
  indexes: ['item_id'],
  keysOf: (event) => {
    const { disclosure, items } = disclosureEvent(event).data;
    return items.map(({ item }) => ({ disclosure, item_id: item }));
  },
  evolve: (_row, event, key) => {
    const { disclosure, items } = disclosureEvent(event).data;
    const shown = items.find(({ item }) => item === key.item_id);
    return shown && { disclosure, item_id: shown.item, row: shown.row };
  },
};

const disclosedRecords: ProjectedTable<DisclosedRecordRow> = {
  name: 'disclosed_records',
  columns: { disclosure: 'uuid', record_id: 'uuid' },
  key: ['disclosure', 'record_id'],
  indexes: ['record_id'],
  keysOf: (event) => {
    const { disclosure, records = [] } = disclosureEvent(event).data;
    return records.map((record) => ({ disclosure, record_id: record }));
  },
  evolve: (_row, _event, { disclosure, record_id }) => ({ disclosure, record_id }) as DisclosedRecordRow,
};

/** Who looked at whom and what, when, why and by which row. */
export const disclosuresProjection: Projection = {
  name: 'disclosures',
  version: 2,
  streams: ['disclosure-'],
  tables: [disclosures, disclosedItems, disclosedRecords],
};

function rowOf(disclosed: Disclosed): DisclosureRow {
  const { disclosure, viewer, role, agency, recipient, purpose, reference, page, ruleset } = disclosed;
  return {
    disclosure,
    at: new Date(disclosed.at),
    viewer,
    role,
    agency,
    recipient,
    purpose,
    reference,
    page,
    family_id: disclosed.family ?? null,
    item_count: disclosed.items.length,
    ruleset,
  };
}
