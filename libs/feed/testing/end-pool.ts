import type pg from 'pg';

/** `pool.end()` resolves before its idle clients are gone; a database dropped in that moment crashes them. */
export async function endPool(pool: pg.Pool): Promise<void> {
  let left = pool.totalCount;
  const gone = new Promise<void>((resolve) => {
    if (left === 0) resolve();
    pool.on('remove', () => --left === 0 && resolve());
  });
  await pool.end();
  await gone;
}
