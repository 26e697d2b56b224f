import type { ProjectedTable } from '#read-store';
import type { ItemContent, ItemEvent } from '../../domain/item-events.js';
import { readItemEvent } from '../../application/read-events.js';
import type { ItemRecordRow } from './timeline-rows.js';

export const itemRecordsTable: ProjectedTable<ItemRecordRow> = {
  name: 'item_records',
  columns: { item_id: 'uuid', record_id: 'uuid', role: 'text', party: 'text', on_record: 'boolean' },
  key: ['item_id', 'record_id'],
  indexes: ['record_id'],
  keysOf: (event) => recordsOf(readItemEvent(event)),
  evolve: (row, event, key) => evolveItemRecord(row, readItemEvent(event), key),
};

function recordsOf(event: ItemEvent): readonly Partial<ItemRecordRow>[] {
  const item_id = event.data.item;
  switch (event.type) {
    case 'ItemShared':
    case 'ItemReleased':
      return event.data.content.facts.people.map(({ record }) => ({ item_id, record_id: record }));
    case 'ItemWithheld':
      return event.data.records.map((record) => ({ item_id, record_id: record }));
    case 'ItemCeased':
    case 'ItemDecidedAgain':
    case 'ContentAsked':
    case 'ContentGiven':
    case 'AgreementNoticeTaken':
      return [];
  }
}

function evolveItemRecord(
  row: ItemRecordRow | undefined,
  event: ItemEvent,
  key: Partial<ItemRecordRow>,
): ItemRecordRow | undefined {
  switch (event.type) {
    case 'ItemShared':
    case 'ItemReleased':
      return stated(event.data.content, event.data.item, key);
    case 'ItemWithheld':
      return {
        item_id: event.data.item,
        record_id: String(key.record_id),
        role: null,
        party: null,
        on_record: true,
      };
    case 'ItemCeased':
    case 'ItemDecidedAgain':
    case 'ContentAsked':
    case 'ContentGiven':
    case 'AgreementNoticeTaken':
      return row;
  }
}

function stated(content: ItemContent, item: string, key: Partial<ItemRecordRow>): ItemRecordRow | undefined {
  const person = content.facts.people.find(({ record }) => record === key.record_id);
  return (
    person && {
      item_id: item,
      record_id: person.record,
      role: person.role,
      party: person.party,
      on_record: person.party === 'SUBJECT',
    }
  );
}
