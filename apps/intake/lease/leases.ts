import type pg from 'pg';
import { findLease, type Lease } from '#read-store';

/** The right to do something that one process at a time does. */
export interface HeldLease extends Pick<Lease, 'lost' | 'release'> {
  /** Its connection: what is written through it fails once the lease is lost. */
  readonly client: Pick<pg.ClientBase, 'query'>;
}

/** The lease, or undefined while another process holds it. */
export type FindLease = (name: string) => Promise<HeldLease | undefined>;

/** Leases as advisory locks of PostgreSQL, apart from those of the views. */
export const createLeases =
  (pool: pg.Pool): FindLease =>
  (name) =>
    findLease(pool, `intake.${name}`);
