import type { Column, ProjectedTable } from '#read-store';
import type { Demographics } from '../../domain/events.js';
import { isDate } from '../../domain/is-date.js';
import { foldPostcode } from '../../domain/normalise-address.js';
import { foldIdentifiers } from '../../domain/normalise-identifiers.js';
import { searchNamesOf } from '../../domain/normalise-name.js';
import { factIn } from './opened-event.js';
import type { ObservationRow } from './family-rows.js';

/** What each item states of each record, apart, because not everybody may see every item. */
export const observationsTable: ProjectedTable<ObservationRow> = {
  name: 'observations',
  columns: {
    record_id: 'uuid',
    item_id: 'uuid',
    local_id: 'text',
    names: 'jsonb',
    search_names: 'text[]',
    date_of_birth: 'date',
    sex: 'text',
    address: 'jsonb',
    postcode: 'text',
    household: 'text',
    identifiers: 'jsonb',
    observed_at: 'timestamptz',
    revision: 'bigint',
  },
  key: ['record_id', 'item_id'],
  indexes: ['gin (search_names)', 'gin (identifiers jsonb_path_ops)', 'date_of_birth', 'postcode'],
  keysOf: (event) => {
    const { type, data } = factIn(event);
    return type === 'RecordObserved' ? [{ record_id: data.record, item_id: data.item }] : [];
  },
  evolve: (row, event) => {
    const { type, data } = factIn(event);
    if (type !== 'RecordObserved') return row;
    const { record, item, observedAt, demographics } = data;
    if (demographics === 'erased') return undefined;
    return {
      record_id: record,
      item_id: item,
      ...stated(demographics),
      observed_at: observedAt,
      revision: event.revision,
    };
  },
};

function stated({ localId, overtaken, ...rest }: Demographics) {
  const { names, dateOfBirth, sex, address, household, identifiers } = overtaken ?? rest;
  return {
    local_id: localId,
    names,
    search_names: searchNamesOf(names),
    date_of_birth: dateOfBirth !== undefined && isDate(dateOfBirth) ? dateOfBirth : null,
    sex: sex ?? null,
    address: (address ?? null) as Column,
    postcode: address?.postcode === undefined ? null : foldPostcode(address.postcode),
    household: household ?? null,
    identifiers: foldIdentifiers(identifiers) as Column,
  };
}
