import type { Pool } from 'pg';
import type { AgencyId } from '#platform';
import type { HeardDay } from '../../domain/rhythm/heard.js';
import { SILENCE_RULES } from '../../domain/rhythm/judge-silence.js';

export interface RhythmReader {
  /** Days heard of each agency, of the weeks before it was last heard. */
  heardDays(): Promise<ReadonlyMap<AgencyId, readonly HeardDay[]>>;
}

const HEARD = `
  SELECT agency, d.day::text, events, first_received_at AS first, last_received_at AS last
  FROM rhythm.days d JOIN (SELECT agency, max(day) AS day FROM rhythm.days GROUP BY agency) newest USING (agency)
  WHERE d.day > newest.day - $1::int ORDER BY agency, d.day`;

export const createRhythmReader = (pool: Pool): RhythmReader => ({
  async heardDays() {
    const { rows } = await pool.query<HeardDay & { readonly agency: AgencyId }>(HEARD, [
      SILENCE_RULES.weeks * 7,
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
