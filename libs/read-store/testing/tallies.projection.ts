import type { NewEvent, StoredEvent } from '#event-store';
import { defect, derivedUuid } from '#platform';
import type { ProjectedTable, Projection } from '../ports.js';

type Tally = {
  tally: string;
  total: number;
  parts: readonly string[];
  latest: Readonly<Record<string, unknown>>;
  position: bigint;
};
type Part = { tally: string; part: string };
type Added = { tally: string; amount: number; part: string };

const tallies: ProjectedTable<Tally> = {
  name: 'tallies',
  columns: { tally: 'text', total: 'integer', parts: 'text[]', latest: 'jsonb', position: 'bigint' },
  key: ['tally'],
  indexes: ['total DESC', 'gin (parts)'],
  keysOf: (event) => [{ tally: event.stream }],
  evolve: (row, event) => {
    if (event.type === 'Cleared') return undefined;
    const { amount, part } = read(event);
    return {
      tally: event.stream,
      total: (row?.total ?? 0) + amount,
      parts: [...new Set([...(row?.parts ?? []), part])].sort(),
      latest: { amount, part },
      position: event.position,
    };
  },
};

const parts: ProjectedTable<Part> = {
  name: 'parts',
  columns: { tally: 'text', part: 'text' },
  key: ['tally', 'part'],
  keysOf: (event) => (event.type === 'Added' ? [{ tally: event.stream, part: read(event).part }] : []),
  evolve: (_row, event) => ({ tally: event.stream, part: read(event).part }),
};

function read(event: StoredEvent): Added {
  if (event.type !== 'Added') throw defect('PROJECTION.UNKNOWN_EVENT', 'Not an event of a tally');
  return event.data as Added;
}

/** A projection without meaning, for specs of the runner: totals by stream. */
export const talliesProjection: Projection = {
  name: 'tallies',
  version: 1,
  streams: ['tally-'],
  tables: [tallies, parts],
};

export const added = (stream: string, cause: string, amount: number, part = 'a'): NewEvent => ({
  id: derivedUuid(stream, cause),
  type: 'Added',
  data: { amount, part },
  metadata: { schemaVersion: 1 },
});

export const happened = (stream: string, type: string): NewEvent => ({
  id: derivedUuid(stream, type),
  type,
  data: {},
  metadata: { schemaVersion: 1 },
});
