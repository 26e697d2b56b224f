import type pg from 'pg';
import { unavailable } from '#platform';
import type { KeyStore, NewKey, StoredKey } from '../../application/key-store.js';
import type { KeyName } from '../../domain/key-id.js';

// The primary key is the fence: a tombstone and a new key of the same name cannot both win.
const ENSURE = `
  WITH wanted AS (
    SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::bytea[]) AS w(key_id, record_id, class, wrapped)
  ), made AS (
    INSERT INTO vault.keys (key_id, record_id, class, wrapped)
    SELECT key_id, record_id, class, wrapped FROM wanted ORDER BY key_id
    ON CONFLICT (key_id) DO NOTHING
    RETURNING key_id, wrapped
  )
  SELECT key_id AS id, wrapped FROM made
  UNION ALL
  SELECT k.key_id, k.wrapped FROM vault.keys k JOIN wanted USING (key_id)`;

const FIND = 'SELECT key_id AS id, wrapped FROM vault.keys WHERE key_id = ANY($1::text[])';

const FIND_ANY = 'SELECT key_id AS id FROM vault.keys WHERE wrapped IS NOT NULL LIMIT 1';

const DESTROY = `
  WITH doomed AS (
    SELECT key_id, class FROM unnest($2::text[], $3::text[]) AS d(key_id, class)
  ), live AS (
    SELECT k.key_id FROM vault.keys k JOIN doomed USING (key_id) WHERE k.wrapped IS NOT NULL
  ), destroyed AS (
    INSERT INTO vault.keys (key_id, record_id, class, wrapped, destroyed_at)
    SELECT key_id, $1::uuid, class, NULL, now() FROM doomed ORDER BY key_id
    ON CONFLICT (key_id) DO UPDATE
      SET wrapped = NULL, destroyed_at = coalesce(vault.keys.destroyed_at, excluded.destroyed_at)
  )
  SELECT count(*)::integer AS destroyed FROM live`;

/** Wrapped keys in schema `vault`. Throws `VAULT.UNAVAILABLE` where PostgreSQL does not answer. */
export class KeyTable implements KeyStore {
  constructor(private readonly pool: pg.Pool) {}

  async ensure(keys: readonly NewKey[]): Promise<readonly StoredKey[]> {
    const sorted = [...keys].sort((a, b) => (a.id < b.id ? -1 : 1));
    return this.rows<StoredKey>(ENSURE, [
      sorted.map((key) => key.id),
      sorted.map((key) => key.record),
      sorted.map((key) => key.recordClass),
      sorted.map((key) => key.wrapped),
    ]);
  }

  async find(ids: readonly string[]): Promise<readonly StoredKey[]> {
    return this.rows<StoredKey>(FIND, [ids]);
  }

  /** Undefined where every key there was has been destroyed. */
  async findAny(): Promise<string | undefined> {
    return (await this.rows<{ id: string }>(FIND_ANY, []))[0]?.id;
  }

  async destroy(record: string, keys: readonly KeyName[]): Promise<number> {
    const sorted = [...keys].sort((a, b) => (a.id < b.id ? -1 : 1));
    const values = [record, sorted.map((key) => key.id), sorted.map((key) => key.recordClass)];
    const [row] = await this.rows<{ destroyed: number }>(DESTROY, values);
    return row?.destroyed ?? 0;
  }

  private async rows<Row extends object>(statement: string, values: unknown[]): Promise<readonly Row[]> {
    try {
      return (await this.pool.query<Row>(statement, values)).rows;
    } catch (error) {
      throw unavailable('VAULT.UNAVAILABLE', 'The key table did not answer; try again.', error);
    }
  }
}
