import type pg from 'pg';
import type { Overtaken } from '#feed';
import type { AgencyId } from '#platform';

export interface OvertakenAgency {
  readonly agency: AgencyId;
  /** As far as it is known. */
  readonly events: number;
  /** Not known of at least one loss. */
  readonly more: boolean;
  /** When intake noticed last. */
  readonly toldAt: Date;
}

/** Undefined where it is not known how many. */
export const overtakenCount = ({ from, to }: Pick<Overtaken, 'from' | 'to'>): number | undefined =>
  from === undefined ? undefined : Number(to - from);

/** Once, however often it is told. */
export async function noteOvertaken(pool: pg.Pool, overtaken: Overtaken, at: Date): Promise<void> {
  const { topic, partition, to, agency } = overtaken;
  await pool.query(
    `INSERT INTO projections.overtaken (topic, partition_no, up_to, agency, events, told_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [topic, partition, to.toString(), agency, overtakenCount(overtaken) ?? null, at],
  );
}

/** What was noticed since then, the latest first. */
export async function overtakenByAgency(pool: pg.Pool, since: Date): Promise<readonly OvertakenAgency[]> {
  const { rows } = await pool.query<OvertakenAgency>(
    `SELECT agency, coalesce(sum(events), 0)::integer AS events, bool_or(events IS NULL) AS more,
       max(told_at) AS "toldAt"
     FROM projections.overtaken WHERE told_at >= $1 GROUP BY 1 ORDER BY 4 DESC, 1`,
    [since],
  );
  return rows;
}
