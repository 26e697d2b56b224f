import type { Pool } from 'pg';
import type { Purpose } from '#contracts';
import type { ItemId } from '#platform';
import type { Modifier, Outcome, Row } from '#sharing';
import type { Considered } from '../../application/item-history.js';
import { inPages } from './cursor.js';
import { pageOf, paged, type Paged } from './paged.js';
import { ITEMS_OF_PERSON } from './person-scope.js';

/** One decision that was made of an item for one team, whether or not a later one overtook it. */
export interface MadeDecision {
  readonly item: ItemId;
  /** Which of the item's events made it. */
  readonly revision: bigint;
  readonly what: Considered['what'];
  readonly at: Date;
  readonly agency: string;
  readonly kind: string | undefined;
  readonly recipient: string | undefined;
  readonly purpose: Purpose | undefined;
  readonly outcome: Outcome;
  readonly row: Row | undefined;
  readonly modifiers: readonly Modifier[];
  readonly reasons: readonly string[];
  readonly standsOn: readonly string[];
  /** References of override records that it stands on. */
  readonly overrides: readonly string[];
  readonly ruleset: string;
}

export type Made = {
  readonly [Field in keyof MadeDecision]: undefined extends MadeDecision[Field]
    ? Exclude<MadeDecision[Field], undefined> | null
    : MadeDecision[Field];
} & { readonly revision: string | bigint };

/** Every decision, a row for each team; restrict `c`. */
export const MADE = `
  SELECT c.item_id AS item, c.revision, c.what, c.at, c.agency, c.kind, d ->> 'recipient' AS recipient,
    d ->> 'purpose' AS purpose, d ->> 'outcome' AS outcome, d ->> 'row' AS row, d -> 'modifiers' AS modifiers,
    d -> 'reasons' AS reasons, d -> 'standsOn' AS "standsOn", coalesce(d -> 'overrides', '[]') AS overrides,
    d ->> 'ruleset' AS ruleset
  FROM considered.considerations c CROSS JOIN LATERAL jsonb_array_elements(c.decisions) AS d`;

const OF_PERSON = `${MADE} WHERE c.item_id IN ${ITEMS_OF_PERSON}
  ORDER BY c.at DESC, c.item_id, c.revision DESC, recipient`;

export interface PersonDecisions {
  /** Latest first. */
  list(person: string, page: number): Promise<Paged<MadeDecision>>;
  all(person: string): AsyncIterable<readonly MadeDecision[]>;
}

export const createPersonDecisions = (pool: Pool): PersonDecisions => ({
  async list(person, page) {
    const { limit, offset } = pageOf(page);
    const { rows } = await pool.query<Made>(`${OF_PERSON} LIMIT $2 OFFSET $3`, [person, limit, offset]);
    return paged(rows.map(madeDecision), page);
  },
  async *all(person) {
    for await (const rows of inPages<Made>(pool, { text: OF_PERSON, values: [person] }))
      yield rows.map(madeDecision);
  },
});

export const madeDecision = (row: Made): MadeDecision => ({
  ...row,
  revision: BigInt(row.revision),
  kind: row.kind ?? undefined,
  recipient: row.recipient ?? undefined,
  purpose: row.purpose ?? undefined,
  row: row.row ?? undefined,
});
