import type { Pool } from 'pg';
import type { ItemId } from '#platform';
import { isOpenItem } from './open-item.js';

/** How long an item may be found before it counts: two views may each be a moment behind. */
export const CONFIRMED_AFTER_S = 60;

export interface BasisStatus {
  /** Undefined until all shared items have been looked at once. */
  readonly lastRound: { readonly endedAt: Date; readonly checked: number } | undefined;
  /** All of them, restricted ones too: a number for the alarm, not for a screen. */
  readonly withoutBasis: number;
}

export interface FoundWithoutBasis {
  readonly item: ItemId;
  readonly agency: string;
  readonly kind: string | undefined;
  readonly foundAt: Date;
}

export interface BasisReader {
  /** Undefined where no check has ever run over these views. */
  status(): Promise<BasisStatus | undefined>;
  /** At most 100, those found first before the others; restricted items left out. */
  list(): Promise<readonly FoundWithoutBasis[]>;
}

const CONFIRMED = `w.last_found_at >= w.found_at + interval '${CONFIRMED_AFTER_S} seconds'`;

export function createBasisReader(pool: Pool): BasisReader {
  const isThere = async () =>
    (
      await pool.query<{ there: boolean }>(
        `SELECT to_regclass('oversight.without_basis') IS NOT NULL AS there`,
      )
    ).rows[0]?.there === true;
  return {
    async status() {
      if (!(await isThere())) return undefined;
      const { rows } = await pool.query<{ found: number; ended: Date | null; checked: number | null }>(
        `SELECT (SELECT count(*)::int FROM oversight.without_basis w WHERE ${CONFIRMED}) AS found,
           c.last_round_ended_at AS ended, c.last_round_checked AS checked
         FROM (SELECT 1) one LEFT JOIN oversight.basis_check c ON true`,
      );
      const { found = 0, ended = null, checked } = rows[0] ?? {};
      return {
        withoutBasis: found,
        lastRound: ended === null ? undefined : { endedAt: ended, checked: checked ?? 0 },
      };
    },
    async list() {
      if (!(await isThere())) return [];
      const { rows } = await pool.query<FoundWithoutBasis & { readonly kind: string | null }>(
        `SELECT w.item_id AS item, i.agency, i.kind, w.found_at AS "foundAt"
         FROM oversight.without_basis w JOIN timeline.items i USING (item_id)
         WHERE ${CONFIRMED} AND ${isOpenItem('w.item_id')} ORDER BY w.found_at, w.item_id LIMIT 100`,
      );
      return rows.map((row) => ({ ...row, kind: row.kind ?? undefined }));
    },
  };
}
