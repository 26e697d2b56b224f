import type pg from 'pg';

/** The right to run a projection: an advisory lock that lives and dies with its connection. */
export interface Lease {
  readonly client: pg.PoolClient;
  release(): Promise<void>;
}

/** The lease, or undefined while another process or run holds it. */
export async function findLease(pool: pg.Pool, name: string): Promise<Lease | undefined> {
  const client = await pool.connect();
  // A lost connection is met by the next statement; the event alone must not end the process.
  const ignore = () => undefined;
  client.on('error', ignore);
  const give = (broken: boolean) => {
    client.off('error', ignore);
    client.release(broken);
  };
  try {
    const key = [`throughline.projection.${name}`];
    const { rows } = await client.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
      key,
    );
    if (rows[0]?.held !== true) {
      give(false);
      return undefined;
    }
    // What a crash of the server takes from a view, its place goes with it: it is projected again.
    await client.query('SET synchronous_commit TO off');
    return { client, release: () => unlock(client, key, give) };
  } catch (error) {
    give(true);
    throw error;
  }
}

async function unlock(client: pg.PoolClient, key: string[], give: (broken: boolean) => void): Promise<void> {
  try {
    await client.query('RESET synchronous_commit');
    await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', key);
    give(false);
  } catch {
    // A connection that cannot answer is thrown away; the server frees its locks.
    give(true);
  }
}
