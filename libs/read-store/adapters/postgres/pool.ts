import pg from 'pg';
import { readTypes } from './read-types.js';

/**
 * A pool whose `bigint` columns are read as bigint and whose `date` columns as ISO text. Every running projection keeps
 * one connection for itself and takes another while it is built anew, hence the size (`connectionsFor`).
 */
export function createPool(databaseUrl: string, { max = 32 }: { readonly max?: number } = {}): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max, types: readTypes });
  // An idle connection that the server closed is replaced on next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}
