import pg from 'pg';
import type { Decision } from '#sharing';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { askOf, DISAGREEING, OVERRIDE_LACKING } from '../../domain/review/review-asks.js';
import { ASK, ASKING } from './review-scope.js';

type Decided = Pick<Decision, 'outcome' | 'reasons'> & { readonly row: Decision['row'] };

const OUTCOMES = ['PERMIT', 'MUST_SHARE', 'ADVISE', 'DENY', 'HOLD'] as const;
const ROWS = ['D3', 'D4', 'D9', 'D10', undefined] as const;
const REASONS = [[], ['AGREEMENT.NOT_ASKED'], [DISAGREEING], [DISAGREEING, 'OVERRIDE.MISSING']];
const EVERY: readonly Decided[] = OUTCOMES.flatMap((outcome) =>
  ROWS.flatMap((row) =>
    [...REASONS, ...OVERRIDE_LACKING.map((code) => [code])].map((reasons) => ({ outcome, row, reasons })),
  ),
);

describe('What opens a review, asked of the database', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 1 });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const inSql = async ({ outcome, row, reasons }: Decided) => {
    const { rows } = await pool.query<{ ask: string | null; asking: boolean | null }>(
      `SELECT ${ASK} AS ask, ${ASKING} AS asking
       FROM (SELECT $1::text AS outcome, $2::text AS row, $3::text[] AS reasons) d`,
      [outcome, row ?? null, reasons],
    );
    return rows[0];
  };

  it('is what the rules say of every kind of decision', async () => {
    const asks = [];
    for (const each of EVERY) {
      const { row, ...decided } = each;
      const ask = askOf({ ...decided, ...(row && { row }) });
      const found = await inSql(each);
      expect([each, found?.ask ?? undefined, found?.asking === true]).toEqual([each, ask, ask !== undefined]);
      asks.push(ask);
    }
    expect(new Set(asks)).toEqual(new Set([undefined, 'CONFIRM_DUTY', 'DISAGREEMENT', 'OVERRIDE']));
  });
});
