import type { ProjectedTable, Projection, ReadRow } from '#read-store';
import { disclosureEvent } from './disclosures.projection.js';

export interface OwedRow extends ReadRow {
  readonly item_id: string;
  readonly recipient: string;
  readonly row: string;
  readonly record: string;
  /** Of the first disclosure that owed it. */
  readonly disclosed_at: Date;
  /** As its team saw it: the list of what is owed must not tell how the hub joins families. */
  readonly family_id: string | null;
}

const owed: ProjectedTable<OwedRow> = {
  name: 'owed',
  columns: {
    item_id: 'uuid',
    recipient: 'text',
    row: 'text',
    record: 'text',
    disclosed_at: 'timestamptz',
    family_id: 'uuid',
  },
  key: ['item_id', 'recipient', 'row', 'record'],
  acrossStreams: true,
  indexes: ['recipient, disclosed_at'],
  keysOf: (event) => {
    const { items, recipient } = disclosureEvent(event).data;
    return items.flatMap(({ item, row, owes = [] }) =>
      owes.map((record) => ({ item_id: item, recipient, row, record })),
    );
  },
  evolve: (before, event, key) => {
    const { at, family: recordedAs, seenAs: family = recordedAs } = disclosureEvent(event).data;
    const disclosed = new Date(at);
    if (before !== undefined && !isEarlier(disclosed, family, before)) return before;
    return { ...(key as OwedRow), disclosed_at: disclosed, family_id: family ?? null };
  },
};

/** The earliest counts, in whatever order the streams of a day arrive; at the same moment the lesser family. */
function isEarlier(at: Date, family: string | undefined, before: OwedRow): boolean {
  const difference = at.getTime() - before.disclosed_at.getTime();
  return difference < 0 || (difference === 0 && (family ?? '') < (before.family_id ?? ''));
}

/** Which records are owed for what was disclosed, each from the first disclosure to a team. */
export const owingProjection: Projection = {
  name: 'owing',
  version: 2,
  streams: ['disclosure-'],
  tables: [owed],
};
