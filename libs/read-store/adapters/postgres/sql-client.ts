import type pg from 'pg';

/** What statements need of a connection: a pool or a client of one. */
export type SqlClient = Pick<pg.ClientBase, 'query'>;

/** Runs the work in one transaction on this connection; rolls back when it throws. */
export async function inTransaction<T>(client: SqlClient, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // The connection may be the reason; the first error is the one worth telling.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
