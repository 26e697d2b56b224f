import type pg from 'pg';
import { findLease, type Lease } from '#read-store';

/** The right to do something that one process at a time does. */
export interface HeldLease {
  /** Its connection: what is written through it fails once the lease is lost. */
  readonly client: Pick<pg.ClientBase, 'query'>;
  /** Fires when the lease is lost. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** The lease, or undefined while another process holds it. */
export type FindLease = (name: string) => Promise<HeldLease | undefined>;

/** Silent for so long, a holder is taken for gone: its machine may be, or it may be paused. */
const SILENCE_MS = 6_000;
const BEAT_MS = 1_500;

/**
 * Leases as advisory locks of PostgreSQL, which live and die with their connection. A process that dies loses them at
 * once, one that hangs within six seconds.
 */
export const createLeases =
  (pool: pg.Pool): FindLease =>
  async (name) => {
    const lease = await findLease(pool, `intake.${name}`);
    return lease && hold(lease);
  };

async function hold(lease: Lease): Promise<HeldLease> {
  const { client } = lease;
  const lost = new AbortController();
  const lose = () => lost.abort();
  client.on('error', lose).on('end', lose);
  const beat = setInterval(() => void client.query('SELECT 1').catch(lose), BEAT_MS);
  const release = async () => {
    clearInterval(beat);
    client.off('error', lose).off('end', lose);
    await client.query('RESET idle_session_timeout').catch(lose);
    await lease.release();
  };
  try {
    await client.query(`SET idle_session_timeout = ${SILENCE_MS}`);
    return { client, lost: lost.signal, release };
  } catch (error) {
    await release();
    throw error;
  }
}
