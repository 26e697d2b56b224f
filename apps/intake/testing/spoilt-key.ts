import type pg from 'pg';
import type { RecordId } from '#platform';
import type { RecordClass } from '#vault';

/** A key of the record as a broken disk may leave it: nothing of the class can be sealed for the record any more. */
export const spoilKey = (pool: pg.Pool, record: RecordId, ofClass: RecordClass = 'P') =>
  pool.query(
    `INSERT INTO vault.keys (key_id, record_id, class, wrapped)
     VALUES ($1 || '/' || $2, $1::uuid, $2, '\\x00')`,
    [record, ofClass],
  );

/** Put right by hand: nothing was ever sealed with it. */
export const mendKey = (pool: pg.Pool, record: RecordId) =>
  pool.query(`DELETE FROM vault.keys WHERE record_id = $1 AND wrapped = '\\x00'`, [record]);
