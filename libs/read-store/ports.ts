import type { StoredEvent } from '#event-store';

export type PgType =
  'text' | 'uuid' | 'timestamptz' | 'date' | 'bigint' | 'integer' | 'boolean' | 'jsonb' | 'text[]' | 'uuid[]';
export type Column =
  | string
  | number
  | bigint
  | boolean
  | Date
  | null
  | readonly string[]
  | Readonly<Record<string, unknown>>
  | readonly unknown[];
/** What a `jsonb` column holds of it, and gives back as it was. */
export type AsJson<T> = { readonly [Part in keyof T]: T[Part] };
export type ReadRow = Readonly<Record<string, Column>>;

/**
 * One table of a projection. Pure: rows are folded per key, so a batch costs one read and one write for each table.
 * A row must follow from one stream alone, in that stream's order; then the order of arrival across streams is no
 * matter. Where it follows from many (`acrossStreams`), folding must give the same in whatever order they arrive.
 */
export interface ProjectedTable<Row extends ReadRow = ReadRow> {
  readonly name: string;
  readonly columns: Readonly<Record<keyof Row & string, PgType>>;
  readonly key: readonly (keyof Row & string)[];
  /** The first event of a stream then need not be the first of its row. */
  readonly acrossStreams?: true;
  /** Index definitions: column lists, or `gin (col)` and the like. */
  readonly indexes?: readonly string[];
  /** Keys of the rows that this event changes. */
  keysOf(event: StoredEvent): readonly Partial<Row>[];
  /** The row after the event; undefined deletes it. Must throw `PROJECTION.UNKNOWN_EVENT` on a type it cannot read. */
  evolve(row: Row | undefined, event: StoredEvent, key: Partial<Row>): Row | undefined;
}

export interface Projection {
  /** Also its PostgreSQL schema. */
  readonly name: string;
  /** A change of shape or meaning raises it; the runner then builds beside and swaps. */
  readonly version: number;
  /** Stream name prefixes. */
  readonly streams: readonly string[];
  readonly tables: readonly ProjectedTable[];
  /** Opens what is sealed before the pure fold, one call for a batch. */
  open?(events: readonly StoredEvent[]): Promise<readonly StoredEvent[]>;
}
