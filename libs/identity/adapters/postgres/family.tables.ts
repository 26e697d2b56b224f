import type { ProjectedTable } from '#read-store';
import { factIn } from './opened-event.js';
import type { FamilyRow, PersonRow, RelationshipRow } from './family-rows.js';

export const personsTable: ProjectedTable<PersonRow> = {
  name: 'persons',
  columns: { person_id: 'uuid', family_id: 'uuid', because: 'text', joined_at: 'timestamptz' },
  key: ['person_id'],
  indexes: ['family_id'],
  keysOf: (event) => {
    const { type, data } = factIn(event);
    return type === 'PersonJoinedFamily' ? [{ person_id: data.person }] : [];
  },
  evolve: (row, event) => {
    const { type, data } = factIn(event);
    if (type !== 'PersonJoinedFamily') return row;
    const { person, family, because, joinedAt } = data;
    return { person_id: person, family_id: family, because, joined_at: joinedAt };
  },
};

export const familiesTable: ProjectedTable<FamilyRow> = {
  name: 'families',
  columns: { family_id: 'uuid', reference: 'text' },
  key: ['family_id'],
  // Two processes may give one at once; intake then gives one of the families a longer one.
  indexes: ['reference'],
  keysOf: (event) => {
    const { type, data } = factIn(event);
    return type === 'FamilyFormed' ? [{ family_id: data.family }] : [];
  },
  evolve: (row, event) => {
    const { type, data } = factIn(event);
    return type === 'FamilyFormed' ? { family_id: data.family, reference: data.reference } : row;
  },
};

export const relationshipsTable: ProjectedTable<RelationshipRow> = {
  name: 'relationships',
  columns: { record_id: 'uuid', related_id: 'uuid', kind: 'text', item_id: 'uuid', agency: 'text' },
  key: ['record_id', 'related_id', 'kind', 'item_id'],
  indexes: ['related_id'],
  keysOf: (event) => {
    const { type, data } = factIn(event);
    return type === 'RelationshipStated'
      ? [{ record_id: data.record, related_id: data.related, kind: data.kind, item_id: data.item }]
      : [];
  },
  evolve: (row, event) => {
    const { type, data } = factIn(event);
    if (type !== 'RelationshipStated') return row;
    const { record, related, kind, item, agency } = data;
    return { record_id: record, related_id: related, kind, item_id: item, agency };
  },
};
