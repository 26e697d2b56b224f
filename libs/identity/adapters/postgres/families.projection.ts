import type { ProjectedTable, Projection } from '#read-store';
import type { Vault } from '#vault';
import { IDENTITY_STREAMS } from '../../domain/identity-fact.js';
import { familiesTable, personsTable, relationshipsTable } from './family.tables.js';
import { openForView } from './opened-event.js';
import { recordsTable } from './records.table.js';

/** Records with what is stated of them, the persons they are linked to and those persons' families. */
export const createIdentityProjection = (vault: Pick<Vault, 'open'>): Projection => ({
  name: 'families',
  version: 2,
  streams: [...IDENTITY_STREAMS],
  tables: [recordsTable, personsTable, familiesTable, relationshipsTable] as readonly ProjectedTable[],
  open: (events) => openForView(vault, events),
});
