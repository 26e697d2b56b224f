import type { StoredEvent } from '#event-store';
import type { ProjectedTable } from '#read-store';
import type { HomeRow } from './family-rows.js';
import { factIn } from './opened-event.js';

/** For finding whom somebody may take for one household who does not know that one of them has moved. */
export const homesTable: ProjectedTable<HomeRow> = {
  name: 'homes',
  columns: { record_id: 'uuid', household: 'text' },
  key: ['record_id', 'household'],
  indexes: ['household'],
  keysOf: (event) => {
    const home = homeIn(event);
    return home ? [home] : [];
  },
  evolve: (row, event) => homeIn(event) ?? row,
};

function homeIn(event: StoredEvent): HomeRow | undefined {
  const { type, data } = factIn(event);
  if (type !== 'RecordObserved' || data.demographics === 'erased') return undefined;
  const { household, overtaken } = data.demographics;
  const home = overtaken?.household ?? household;
  return home === undefined ? undefined : { record_id: data.record, household: home };
}
