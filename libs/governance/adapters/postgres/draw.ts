import type { Pool } from 'pg';
import type { ItemId } from '#platform';
import { findState } from '#read-store';
import type { DrawnDecision } from '../../domain/sample/sample-events.js';
import { isOpenItem } from './open-item.js';
import { MADE, madeDecision, type Made } from './person-decisions.js';

export interface Drawing {
  readonly seed: string;
  readonly upTo: bigint;
  readonly size: number;
}

export interface Drawn {
  readonly population: number;
  readonly decisions: readonly DrawnDecision[];
}

const SCOPE = `c.position <= $1 AND d ->> 'recipient' IS NOT NULL AND ${isOpenItem('c.item_id')}`;

/** Every decision has a number that follows from the seed and from which decision it is; the lowest are drawn. */
const DRAW = `${MADE} WHERE ${SCOPE}
  ORDER BY sha256(convert_to(concat_ws('/', $2::text, c.item_id, c.revision, d ->> 'recipient'), 'UTF8')), c.item_id
  LIMIT $3`;

const COUNT = `
  SELECT count(*)::int AS population FROM considered.considerations c
    CROSS JOIN LATERAL jsonb_array_elements(c.decisions) AS d WHERE ${SCOPE}`;

/** How far the view of all decisions is; undefined where it holds none. */
export const drawableUpTo = async (pool: Pool): Promise<bigint | undefined> =>
  (await findState(pool, 'considered'))?.position ?? undefined;

/** The same seed over the same decisions draws the same, whoever draws and whenever. */
export async function draw(pool: Pool, { seed, upTo, size }: Drawing): Promise<Drawn> {
  const [drawn, counted] = await Promise.all([
    pool.query<Made>(DRAW, [upTo.toString(), seed, size]),
    pool.query<{ population: number }>(COUNT, [upTo.toString()]),
  ]);
  return { population: counted.rows[0]?.population ?? 0, decisions: drawn.rows.map(toDrawn) };
}

function toDrawn(row: Made): DrawnDecision {
  const {
    item,
    revision,
    recipient = '',
    agency,
    kind,
    outcome,
    row: ground,
    ruleset,
    at,
  } = madeDecision(row);
  return {
    ...{
      item,
      revision: revision.toString(),
      recipient,
      agency,
      outcome,
      ruleset,
      decidedAt: at.toISOString(),
    },
    ...(kind === undefined ? {} : { kind }),
    ...(ground === undefined ? {} : { row: ground }),
  };
}

/** A record that the item is on, under which words about it are sealed, so that its erasure takes them too. */
export async function findRecordOf(pool: Pool, item: ItemId): Promise<string | undefined> {
  const { rows } = await pool.query<{ record_id: string }>(
    'SELECT record_id FROM timeline.item_records WHERE item_id = $1 AND on_record ORDER BY record_id LIMIT 1',
    [item],
  );
  return rows[0]?.record_id;
}
