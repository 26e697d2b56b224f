import type pg from 'pg';
import type { AgencyId, StaffId, Uuid } from '#platform';
import { storable } from '#read-store';
import {
  NOTHING_PUT_BACK,
  type PutBackAsked,
  type PutBackReport,
  type PutBackRun,
} from '../../application/put-back.js';

type Told = Partial<Pick<PutBackRun, 'state' | 'total' | 'report' | 'fault'>>;

export interface PutBacks {
  begin(id: Uuid, asked: PutBackAsked, now: Date): Promise<void>;
  note(id: Uuid, told: Told, now: Date): Promise<void>;
  /** Of this agency alone: another's is not found. */
  find(agency: AgencyId, id: Uuid): Promise<PutBackRun | undefined>;
  /** The agency's newest first, five at most. */
  latest(agency: AgencyId): Promise<readonly PutBackRun[]>;
}

const FIELDS = 'id, agency, code, asked_by, state, total, report, fault, asked_at, told_at';
const NOTE = `
  UPDATE projections.put_backs SET state = coalesce($2, state), total = coalesce($3, total),
    report = coalesce($4, report), fault = coalesce($5, fault), told_at = $6
  WHERE id = $1`;

interface Row {
  readonly id: Uuid;
  readonly agency: AgencyId;
  readonly code: string;
  readonly asked_by: StaffId;
  readonly state: PutBackRun['state'];
  readonly total: number | null;
  readonly report: PutBackReport;
  readonly fault: string | null;
  readonly asked_at: Date;
  readonly told_at: Date;
}

export const createPutBacks = (pool: pg.Pool): PutBacks => ({
  async begin(id, { agency, code, askedBy }, now) {
    const text = `INSERT INTO projections.put_backs (id, agency, code, asked_by, state, report, asked_at, told_at)
      VALUES ($1, $2, $3, $4, 'running', $5, $6, $6)`;
    await pool.query(text, [id, agency, storable(code), askedBy, NOTHING_PUT_BACK, now]);
  },
  async note(id, { state, total, report, fault }, now) {
    await pool.query(NOTE, [id, state ?? null, total ?? null, report ?? null, fault ?? null, now]);
  },
  async find(agency, id) {
    const text = `SELECT ${FIELDS} FROM projections.put_backs WHERE agency = $1 AND id = $2`;
    const [row] = (await pool.query<Row>(text, [agency, id])).rows;
    return row && runOf(row);
  },
  async latest(agency) {
    const text = `SELECT ${FIELDS} FROM projections.put_backs WHERE agency = $1 ORDER BY asked_at DESC, id LIMIT 5`;
    return (await pool.query<Row>(text, [agency])).rows.map(runOf);
  },
});

const runOf = ({ asked_by, total, fault, asked_at, told_at, ...row }: Row): PutBackRun => ({
  ...row,
  askedBy: asked_by,
  total: total ?? undefined,
  fault: fault ?? undefined,
  askedAt: asked_at,
  toldAt: told_at,
});
