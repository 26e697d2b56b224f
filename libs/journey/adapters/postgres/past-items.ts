import type pg from 'pg';
import type { ItemId } from '#platform';
import type { SharedItem } from './timeline-reader.js';
import { readSharedItems } from './timeline-reader.js';

export interface PastItems {
  /** Every item whose facts are kept, in pages, in the order of their ids. Undecided for anyone: facts, not content. */
  all(): AsyncIterable<readonly SharedItem[]>;
  /** The next page after this item; empty at the end. */
  pageAfter(item: ItemId | undefined): Promise<readonly SharedItem[]>;
  /** Stubs, whose facts are not kept; those of restricted items are their custodian's to count. */
  countHeld(): Promise<number>;
}

/** For asking again what was decided, for example under a rule set that is only proposed. */
export function createPastItems(pool: pg.Pool): PastItems {
  return {
    async *all() {
      let page = await readSharedItems(pool, undefined);
      while (page.length > 0) {
        yield page;
        page = await readSharedItems(pool, page.at(-1)?.item);
      }
    },
    pageAfter: (item) => readSharedItems(pool, item),
    async countHeld() {
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM timeline.items i
         WHERE state IN ('WITHHELD', 'CEASED') AND NOT EXISTS (SELECT FROM timeline.decisions d
           WHERE d.item_id = i.item_id AND (d.outcome = 'HOLD' OR 'M2' = ANY(d.modifiers)))`,
      );
      return rows[0]?.count ?? 0;
    },
  };
}
