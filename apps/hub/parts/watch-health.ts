import type { RunningIntake } from '../../intake/create-intake.js';
import type { RunningProjector } from '../../projector/projector.js';
import type { Shared } from './shared.js';

/** What must work for the hub to take traffic, and how far its views lag. */
export function watchHealth(
  { checks, metrics, clock, stores: { pool, store } }: Shared,
  intake: RunningIntake,
  projector: RunningProjector,
): void {
  checks.register('database', async () => void (await pool.query('SELECT 1')));
  checks.register('event-store', async () => void (await store.headPosition()));
  checks.register('intake', async () => intake.status().state === 'running');
  // Named by its code, which is what whoever is woken by it looks up.
  checks.register('INTAKE.DEFECTS_IN_A_ROW', async () => intake.status().halted.length === 0);
  for (const { name } of projector.statuses())
    checks.register(`view:${name}`, async () => stateOf(projector, name) !== 'stopped');
  const levelAt = new Map(projector.statuses().map(({ name }) => [name, clock()]));
  metrics.beforeReading(async () => {
    const now = clock();
    for (const { name: projection, caughtUp } of projector.statuses()) {
      if (caughtUp) levelAt.set(projection, now);
      const age = (now.getTime() - (levelAt.get(projection) ?? now).getTime()) / 1000;
      metrics.set('throughline_checkpoint_age_seconds', { projection }, age);
    }
  });
}

const stateOf = (projector: RunningProjector, name: string) =>
  projector.statuses().find((status) => status.name === name)?.state;
