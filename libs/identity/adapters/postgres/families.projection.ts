import type { ProjectedTable, Projection } from '#read-store';
import type { Vault } from '#vault';
import { IDENTITY_STREAMS } from '../../domain/identity-fact.js';
import { familiesTable, personsTable, relationshipsTable } from './family.tables.js';
import { homesTable } from './homes.table.js';
import { observationsTable } from './observations.table.js';
import { openForView } from './opened-event.js';
import { recordsTable } from './records.table.js';

const TABLES = [
  recordsTable,
  observationsTable,
  homesTable,
  personsTable,
  familiesTable,
  relationshipsTable,
] as readonly ProjectedTable[];

/** Records with what each item states of them, the persons they are linked to and those persons' families. */
export const createIdentityProjection = (vault: Pick<Vault, 'open'>): Projection => ({
  name: 'families',
  version: 4,
  streams: [...IDENTITY_STREAMS],
  tables: TABLES,
  open: (events) => openForView(vault, events),
});
