import type { HealthChecks } from '#platform/health';
import type { Stores } from './open-stores.js';

/** A process without its engines should get no traffic. */
export function watchEngines(checks: HealthChecks, { pool, store }: Pick<Stores, 'pool' | 'store'>): void {
  checks.register('database', async () => void (await pool.query('SELECT 1')));
  checks.register('event-store', async () => void (await store.headPosition()));
}
