import { readItemEvent } from '#journey';
import type { StoredEvent } from '#event-store';
import type { ProjectedTable } from '#read-store';
import { decisionsIn, isOpen, momentOf, weekOf } from '../../domain/considered.js';

/** How many decisions of a kind were made in a week, restricted items left out. */
export type WeekRow = {
  readonly week: string;
  readonly agency: string;
  /** Empty where a modifier settled it. */
  readonly row: string;
  readonly outcome: string;
  readonly decisions: number;
};

type Counted = Pick<WeekRow, 'week' | 'agency' | 'row' | 'outcome'>;

export const weeksTable: ProjectedTable<WeekRow> = {
  name: 'weeks',
  columns: { week: 'date', agency: 'text', row: 'text', outcome: 'text', decisions: 'integer' },
  key: ['week', 'agency', 'row', 'outcome'],
  acrossStreams: true,
  keysOf: (event) => {
    const counted = countedIn(event).map((one) => [keyText(one), one] as const);
    return [...new Map(counted).values()];
  },
  evolve: (row, event, key) => {
    const wanted = key as Counted;
    const more = countedIn(event).filter((one) => keyText(one) === keyText(wanted)).length;
    return { ...wanted, decisions: (row?.decisions ?? 0) + more };
  },
};

function countedIn(event: StoredEvent): readonly Counted[] {
  const read = readItemEvent(event);
  if (!isOpen(read)) return [];
  return decisionsIn(read).map(({ row = '', outcome, decidedAt }) => ({
    week: weekOf(momentOf(decidedAt, event)),
    agency: read.data.agency,
    row,
    outcome,
  }));
}

const keyText = ({ week, agency, row, outcome }: Counted): string => `${week} ${agency} ${row} ${outcome}`;
