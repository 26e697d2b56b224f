import type { ProjectedTable } from '#read-store';
import type { AgencyId, RecordId } from '#platform';
import { ownFamilyOf, ownReferenceOf } from '../../domain/own-family.js';
import { factIn } from './opened-event.js';
import type { RecordRow } from './family-rows.js';

export const recordsTable: ProjectedTable<RecordRow> = {
  name: 'records',
  columns: {
    record_id: 'uuid',
    agency: 'text',
    person_id: 'uuid',
    link_rule: 'text',
    linked_at: 'timestamptz',
    own_family: 'uuid',
    own_reference: 'text',
    erased_at: 'bigint',
  },
  key: ['record_id'],
  indexes: ['person_id', 'own_family', 'own_reference'],
  keysOf: (event) => {
    const { type, data } = factIn(event);
    return type === 'RecordSighted' || type === 'RecordLinked' || type === 'RecordObserved'
      ? [{ record_id: data.record }]
      : [];
  },
  evolve: (row, event) => {
    const { type, data } = factIn(event);
    switch (type) {
      case 'RecordSighted':
        return row ?? blank(data.record, data.agency);
      case 'RecordLinked':
        return {
          ...(row ?? blank(data.record, data.agency)),
          person_id: data.person,
          link_rule: data.rule,
          linked_at: data.linkedAt,
        };
      case 'RecordObserved': {
        const known = row ?? blank(data.record, data.agency);
        return data.demographics === 'erased' ? { ...known, erased_at: event.revision } : known;
      }
      case 'RelationshipStated':
      case 'PersonJoinedFamily':
      case 'FamilyFormed':
        return row;
    }
  },
};

const blank = (record: RecordId, agency: AgencyId): RecordRow => ({
  record_id: record,
  agency,
  person_id: null,
  link_rule: null,
  linked_at: null,
  own_family: ownFamilyOf(record),
  own_reference: ownReferenceOf(record),
  erased_at: null,
});
