import type { Pool } from 'pg';

export interface WeekQuestion {
  /** ISO date of the first Monday. */
  readonly since: string;
  readonly agency: string | undefined;
  readonly row: string | undefined;
  readonly outcome: string | undefined;
}

/** Decisions of one week with the same outcome, row or agency. */
export interface WeekCount {
  /** ISO date of its Monday. */
  readonly week: string;
  readonly key: string;
  readonly decisions: number;
}

export const DIMENSIONS = ['outcome', 'row', 'agency'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface WeeksReader {
  /** By week and the dimension, restricted items left out; weeks without a decision are absent. */
  count(by: Dimension, question: WeekQuestion): Promise<readonly WeekCount[]>;
}

const text = (by: Dimension) => `
  SELECT w.week::text, w.${by} AS key, sum(w.decisions)::int AS decisions FROM considered.weeks w
  WHERE w.week >= $1 AND ($2::text IS NULL OR w.agency = $2) AND ($3::text IS NULL OR w.row = $3)
    AND ($4::text IS NULL OR w.outcome = $4)
  GROUP BY 1, 2 ORDER BY 1, 2`;

const TEXTS: Readonly<Record<Dimension, string>> = {
  outcome: text('outcome'),
  row: text('row'),
  agency: text('agency'),
};

export const createWeeksReader = (pool: Pool): WeeksReader => ({
  async count(by, { since, agency, row, outcome }) {
    const values = [since, agency ?? null, row ?? null, outcome ?? null];
    return (await pool.query<WeekCount>(TEXTS[by], values)).rows;
  },
});
