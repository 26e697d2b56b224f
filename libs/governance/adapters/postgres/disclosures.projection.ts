import { defect } from '#platform';
import type { StoredEvent } from '#event-store';
import type { ProjectedTable, Projection } from '#read-store';
import type { Disclosed } from '../../domain/events.js';

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

export type DisclosedItemRow = {
  readonly disclosure: string;
  readonly item_id: string;
  readonly row: string;
};

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
  keysOf: (event) => [{ disclosure: disclosedOf(event).disclosure }],
  evolve: (_row, event) => rowOf(disclosedOf(event)),
};

const disclosedItems: ProjectedTable<DisclosedItemRow> = {
  name: 'disclosed_items',
  columns: { disclosure: 'uuid', item_id: 'uuid', row: 'text' },
  key: ['disclosure', 'item_id'],
  indexes: ['item_id'],
  keysOf: (event) => {
    const { disclosure, items } = disclosedOf(event);
    return items.map(({ item }) => ({ disclosure, item_id: item }));
  },
  evolve: (_row, event, key) => {
    const { disclosure, items } = disclosedOf(event);
    const shown = items.find(({ item }) => item === key.item_id);
    return shown && { disclosure, item_id: shown.item, row: shown.row };
  },
};

/** Who looked at what, when, why and by which row. */
export const disclosuresProjection: Projection = {
  name: 'disclosures',
  version: 1,
  streams: ['disclosure-'],
  tables: [disclosures, disclosedItems],
};

function disclosedOf(event: StoredEvent): Disclosed {
  if (event.type !== 'Disclosed') {
    throw defect('PROJECTION.UNKNOWN_EVENT', 'The disclosures view cannot read this event.', {
      type: event.type,
    });
  }
  return event.data as Disclosed;
}

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
