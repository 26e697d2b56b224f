import type pg from 'pg';
import type { ItemId } from '#platform';
import type { SharedItem } from './timeline-reader.js';
import { readSharedItems } from './timeline-reader.js';

export interface PastItems {
  /** Every item whose facts are kept, in pages, in the order of their ids. Undecided for anyone: facts, not content. */
  all(): AsyncIterable<readonly SharedItem[]>;
  /** The next page after this item; empty at the end. */
  pageAfter(item: ItemId | undefined): Promise<readonly SharedItem[]>;
  /** Stubs, whose facts are not kept. */
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
        `SELECT count(*)::int AS count FROM timeline.items WHERE state IN ('WITHHELD', 'CEASED')`,
      );
      return rows[0]?.count ?? 0;
    },
  };
}
