import { ITEM_STREAMS } from '#journey';
import type { Projection } from '#read-store';
import { considerationsTable } from './considerations.table.js';
import { weeksTable } from './weeks.table.js';

/** Every decision ever made, where the timeline keeps the last of each; and how many of a kind in each week. */
export const consideredProjection: Projection = {
  name: 'considered',
  version: 3,
  streams: [ITEM_STREAMS],
  tables: [considerationsTable, weeksTable],
};
