import type { Projection } from '#read-store';
import { decisionsTable } from './decisions.table.js';
import { itemRecordsTable } from './item-records.table.js';
import { itemsTable } from './items.table.js';

/** Items as they stand, the records they concern and what was decided; content stays sealed. */
export const timelineProjection: Projection = {
  name: 'timeline',
  version: 3,
  streams: ['item-'],
  tables: [itemsTable, itemRecordsTable, decisionsTable],
};
