import { readItemEvent, type ItemCeased, type ItemEvent } from '#journey';
import type { Column, ProjectedTable } from '#read-store';
import { decisionsIn, momentOf, shortened } from '../../domain/considered.js';

/** One row for each time that an item was decided. */
export type ConsiderationRow = {
  readonly item_id: string;
  readonly revision: string | bigint;
  readonly what: string;
  readonly at: string | Date;
  readonly agency: string;
  readonly kind: string | null;
  readonly because_agreement: string | null;
  readonly because_override: string | null;
  readonly decisions: Column;
  /** Where it lies in the event store: everything up to a position is a population that does not change. */
  readonly position: string | bigint;
};

export const considerationsTable: ProjectedTable<ConsiderationRow> = {
  name: 'considerations',
  columns: {
    item_id: 'uuid',
    revision: 'bigint',
    what: 'text',
    at: 'timestamptz',
    agency: 'text',
    kind: 'text',
    because_agreement: 'uuid',
    because_override: 'uuid',
    decisions: 'jsonb',
    position: 'bigint',
  },
  key: ['item_id', 'revision'],
  indexes: ['what, at'],
  keysOf: (event) => {
    const read = readItemEvent(event);
    return decisionsIn(read).length === 0 ? [] : [{ item_id: read.data.item, revision: event.revision }];
  },
  evolve: (_row, event) => {
    const read = readItemEvent(event);
    const decisions = decisionsIn(read);
    const { agreement, override } = 'because' in read.data ? read.data.because : NOTHING_TOLD;
    return {
      item_id: read.data.item,
      revision: event.revision,
      what: read.type,
      at: momentOf(decisions[0]?.decidedAt, event),
      agency: read.data.agency,
      kind: kindOf(read),
      because_agreement: agreement ?? null,
      because_override: override ?? null,
      decisions: decisions.map(shortened),
      position: event.position,
    };
  },
};

/** Of what has just arrived. */
const NOTHING_TOLD: ItemCeased['because'] = {};

function kindOf({ data }: ItemEvent): string | null {
  if ('content' in data) return data.content.facts.kind;
  return ('kind' in data && data.kind) || null;
}
