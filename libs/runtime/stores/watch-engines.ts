import type { Pool } from 'pg';
import type { HealthChecks } from '#platform/health';
import { viewsFit } from '#read-store';
import type { Stores } from './open-stores.js';

/** A process without its engines should get no traffic. */
export function watchEngines(checks: HealthChecks, { pool, store }: Pick<Stores, 'pool' | 'store'>): void {
  checks.register('database', async () => void (await pool.query('SELECT 1')));
  checks.register('event-store', async () => void (await store.headPosition()));
}

/** Fails for as long as views of this program's version are built. */
export const VIEWS_CHECK = 'views';

/** What shows people something should get no traffic while the views of its version are built. */
export const watchViews = (checks: HealthChecks, pool: Pool): void =>
  checks.register(VIEWS_CHECK, () => viewsFit(pool));
