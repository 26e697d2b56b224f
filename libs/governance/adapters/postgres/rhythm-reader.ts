import type { Pool } from 'pg';
import type { AgencyId } from '#platform';
import { dayOf, type HeardDay } from '../../domain/rhythm/heard.js';
import { SILENCE_RULES } from '../../domain/rhythm/judge-silence.js';

export interface RhythmReader {
  /** Days heard of each agency, of the weeks before it was last heard; none that a clock ahead put after `now`. */
  heardDays(now: Date): Promise<ReadonlyMap<AgencyId, readonly HeardDay[]>>;
}

const HEARD = `
  SELECT agency, d.day::text, events, first_received_at AS first, last_received_at AS last
  FROM rhythm.days d
    JOIN (SELECT agency, max(day) AS day FROM rhythm.days WHERE day <= $2 GROUP BY agency) newest USING (agency)
  WHERE d.day > newest.day - $1::int AND d.day <= newest.day ORDER BY agency, d.day`;

export const createRhythmReader = (pool: Pool): RhythmReader => ({
  async heardDays(now) {
    const { rows } = await pool.query<HeardDay & { readonly agency: AgencyId }>(HEARD, [
      SILENCE_RULES.weeks * 7,
      dayOf(now.getTime()),
    ]);
    const byAgency = new Map<AgencyId, HeardDay[]>();
    for (const { agency, ...day } of rows) {
      const days = byAgency.get(agency) ?? [];
      days.push(day);
      byAgency.set(agency, days);
    }
    return byAgency;
  },
});
