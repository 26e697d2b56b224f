import type pg from 'pg';
import type { AgencyId, ItemId } from '#platform';

/** An item that could not be decided again. */
export interface SetAsideItem {
  readonly item: ItemId;
  /** Tries that failed, the first among them. */
  readonly attempt: number;
  readonly triedAt: Date;
}

export interface SetAsideFault {
  readonly item: ItemId;
  readonly agency: AgencyId;
  readonly code: string;
}

/** Items that meet the same fault. */
export interface SetAsideCount {
  readonly code: string;
  readonly items: number;
  readonly since: Date;
  readonly nextTryAt: Date;
}

export interface SetAsideTry {
  readonly now: Date;
  /** Of the program: another one tries at once. */
  readonly version: string;
}

/** What could not be decided again, kept until it can be, whichever process tries. */
export interface SetAsideItems {
  /** `waitMs`: until the next try, by how many have failed. */
  put(
    faults: readonly SetAsideFault[],
    tried: SetAsideTry,
    waitMs: (attempt: number) => number,
  ): Promise<void>;
  /** The longest waiting first. A clock that was set back since lets nothing wait. */
  due(tried: SetAsideTry): Promise<readonly SetAsideItem[]>;
  /** It could be decided; nothing happens where it was set aside once more meanwhile. */
  done(item: SetAsideItem): Promise<void>;
  count(): Promise<number>;
}

const ATTEMPT = 'SELECT item_id, attempt FROM projections.set_aside WHERE item_id = ANY($1::uuid[])';

const PUT = `
  INSERT INTO projections.set_aside (item_id, agency, code, since, attempt, tried_at, next_try_at, version)
  VALUES ($1, $2, $3, $4, $5, $4, $6, $7)
  ON CONFLICT (item_id) DO UPDATE SET code = excluded.code, attempt = excluded.attempt,
    tried_at = excluded.tried_at, next_try_at = excluded.next_try_at, version = excluded.version`;

const DUE = `
  SELECT item_id AS item, attempt, tried_at AS "triedAt" FROM projections.set_aside
  WHERE next_try_at <= $1 OR tried_at > $1 OR version <> $2 ORDER BY since, item_id LIMIT 100`;

const DONE = 'DELETE FROM projections.set_aside WHERE item_id = $1 AND attempt = $2';

export const createSetAsideItems = (pool: Pick<pg.Pool, 'query'>): SetAsideItems => ({
  async put(faults, { now, version }, waitMs) {
    if (faults.length === 0) return;
    const { rows } = await pool.query<{ item_id: ItemId; attempt: number }>(ATTEMPT, [
      faults.map(({ item }) => item),
    ]);
    const before = new Map(rows.map(({ item_id: item, attempt }) => [item, attempt]));
    for (const { item, agency, code } of faults) {
      const attempt = (before.get(item) ?? 0) + 1;
      const next = new Date(now.getTime() + waitMs(attempt));
      await pool.query(PUT, [item, agency, code, now, attempt, next, version]);
    }
  },
  due: async ({ now, version }) => (await pool.query<SetAsideItem>(DUE, [now, version])).rows,
  async done({ item, attempt }) {
    await pool.query(DONE, [item, attempt]);
  },
  async count() {
    const { rows } = await pool.query<{ items: number }>(
      'SELECT count(*)::int AS items FROM projections.set_aside',
    );
    return rows[0]?.items ?? 0;
  },
});

/** By fault, the longest waiting first. */
export async function setAsideByCode(pool: Pick<pg.Pool, 'query'>): Promise<readonly SetAsideCount[]> {
  const { rows } = await pool.query<SetAsideCount>(
    `SELECT code, count(*)::int AS items, min(since) AS since, min(next_try_at) AS "nextTryAt"
     FROM projections.set_aside GROUP BY code ORDER BY min(since), code`,
  );
  return rows;
}

/** Has intake try all of them now. */
export async function askSetAsideAgain(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  await pool.query('UPDATE projections.set_aside SET next_try_at = tried_at');
}
