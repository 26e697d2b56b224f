import type { Column, ProjectedTable } from '#read-store';
import type { Demographics } from '../../domain/events.js';
import type { OpenedObservation } from '../../domain/identity-fact.js';
import { isDate } from '../../domain/is-date.js';
import { foldPostcode } from '../../domain/normalise-address.js';
import { foldIdentifiers } from '../../domain/normalise-identifiers.js';
import { searchNamesOf } from '../../domain/normalise-name.js';
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
    local_id: 'text',
    names: 'jsonb',
    search_names: 'text[]',
    date_of_birth: 'date',
    sex: 'text',
    address: 'jsonb',
    postcode: 'text',
    identifiers: 'jsonb',
    observed_at: 'timestamptz',
  },
  key: ['record_id'],
  indexes: ['person_id', 'gin (search_names)', 'gin (identifiers jsonb_path_ops)', 'date_of_birth'],
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
      case 'RecordObserved':
        return observed(row ?? blank(data.record, data.agency), data);
      case 'RelationshipStated':
      case 'PersonJoinedFamily':
      case 'FamilyFormed':
        return row;
    }
  },
};

const NOTHING_STATED = {
  local_id: null,
  names: null,
  search_names: null,
  date_of_birth: null,
  sex: null,
  address: null,
  postcode: null,
  identifiers: null,
} as const;

const blank = (record_id: string, agency: string): RecordRow => ({
  record_id,
  agency,
  person_id: null,
  link_rule: null,
  linked_at: null,
  ...NOTHING_STATED,
  observed_at: null,
});

/** What is stated replaces what was; what is left out stays, because silence is not a statement. */
function observed(row: RecordRow, { demographics, observedAt }: OpenedObservation): RecordRow {
  const later = row.observed_at === null || new Date(observedAt) > new Date(row.observed_at);
  const observed_at = later ? observedAt : row.observed_at;
  // One key seals everything of the record: where it is gone, what was read before it went must go too.
  if (demographics === 'erased') return { ...row, ...NOTHING_STATED, observed_at };
  return { ...row, ...stated(row, demographics), observed_at };
}

function stated(row: RecordRow, demographics: Demographics): Partial<RecordRow> {
  const { localId, names, dateOfBirth, sex, address, identifiers } = demographics;
  const known = (row.identifiers ?? {}) as Readonly<Record<string, string>>;
  return {
    local_id: localId,
    ...(names.length > 0 && { names, search_names: searchNamesOf(names) }),
    ...(dateOfBirth !== undefined && isDate(dateOfBirth) && { date_of_birth: dateOfBirth }),
    ...(sex !== undefined && { sex }),
    ...(address && { address: address as unknown as Column, postcode: postcodeOf(address.postcode) }),
    identifiers: { ...known, ...foldIdentifiers(identifiers) },
  };
}

const postcodeOf = (postcode: string | undefined): string | null =>
  postcode === undefined ? null : foldPostcode(postcode);
