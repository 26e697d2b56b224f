import type { Pool } from 'pg';
import { checkViews } from '#read-store';

const AT_ONCE = 500;

export interface Question {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Rows in pages as one moment saw them, so that memory stays level however many there are. */
export async function* inPages<Row extends object>(
  pool: Pool,
  { text, values }: Question,
): AsyncGenerator<readonly Row[]> {
  await checkViews(pool, text);
  const client = await pool.connect();
  try {
    await client.query('BEGIN READ ONLY');
    await client.query(`DECLARE page NO SCROLL CURSOR FOR ${text}`, [...values]);
    for (;;) {
      const { rows } = await client.query<Row>(`FETCH ${AT_ONCE} FROM page`);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    // The reader may have gone away in the middle of it.
    const ended = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    client.release(!ended);
  }
}
