import type pg from 'pg';

/** The right to run a projection: an advisory lock that lives and dies with its connection. */
export interface Lease {
  /** What is written through it fails once the lease is lost. */
  readonly client: pg.PoolClient;
  /** Fires when the lease is lost, also where nothing is being asked of the connection. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** Silent for so long, a holder is taken for gone: its machine may be, or it may be paused. */
const SILENCE_MS = 6_000;
const BEAT_MS = 1_500;

const HOLD = `SET idle_session_timeout TO ${SILENCE_MS}; SET idle_in_transaction_session_timeout TO ${SILENCE_MS}`;
/** And what its holder set besides. */
const LET_GO = 'RESET ALL';

export const leaseKey = (name: string): string => `throughline.projection.${name}`;

/**
 * The lease, or undefined while another process or run holds it. A holder that dies loses it at once, one that hangs
 * within six seconds: the server ends its connection, and with it what it had not committed.
 */
export async function findLease(pool: pg.Pool, name: string): Promise<Lease | undefined> {
  const client = await pool.connect();
  const lost = new AbortController();
  const lose = () => lost.abort();
  client.on('error', lose).on('end', lose);
  const give = (broken: boolean) => {
    client.off('error', lose).off('end', lose);
    client.release(broken);
  };
  try {
    const key = [leaseKey(name)];
    const { rows } = await client.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
      key,
    );
    if (rows[0]?.held !== true) {
      give(false);
      return undefined;
    }
    await client.query(HOLD);
    const stopBeating = beat(client);
    return { client, lost: lost.signal, release: () => (stopBeating(), unlock(client, key, give)) };
  } catch (error) {
    give(true);
    throw error;
  }
}

/** One at a time: behind a long statement they would only pile up. That the connection is lost is told by its events. */
function beat(client: pg.PoolClient): () => void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) return;
    answered = false;
    const heard = () => void (answered = true);
    client.query('SELECT 1').then(heard, heard);
  }, BEAT_MS);
  return () => clearInterval(timer);
}

async function unlock(client: pg.PoolClient, key: string[], give: (broken: boolean) => void): Promise<void> {
  try {
    await client.query(LET_GO);
    await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', key);
    give(false);
  } catch {
    // A connection that cannot answer is thrown away; the server frees its locks.
    give(true);
  }
}
