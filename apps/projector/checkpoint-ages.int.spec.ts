import { randomBytes } from 'node:crypto';
import { createMetrics } from '#platform/metrics';
import { startTestEngines, added, talliesProjection, type TestEngines } from '#read-store/testing';
import { createVault, migrateVault } from '#vault';
import { until } from '../../test/support/until.js';
import { measureAges } from './checkpoint-ages.js';
import { startProjector, type RunningProjector } from './projector.js';

describe('How long a view has not been level', () => {
  let engines: TestEngines;
  let projector: RunningProjector;
  const metrics = createMetrics();

  beforeAll(async () => {
    engines = await startTestEngines();
    await migrateVault(engines.databaseUrl);
    const vault = createVault({ pool: engines.pool, keyEncryptionKey: randomBytes(32) });
    projector = await startProjector({ ...engines, vault, projections: [talliesProjection] });
    measureAges(projector, metrics);
  });
  afterAll(async () => {
    await projector.stop();
    await engines.stop();
  });

  const age = async (): Promise<number> => {
    const { text } = await metrics.read();
    return Number(/^throughline_checkpoint_age_seconds\{projection="tallies"\} (.+)$/m.exec(text)?.[1]);
  };
  const append = (cause: string) => engines.store.append('tally-1', 'any', [added('tally-1', cause, 1)]);

  it('is nought while it is level, grows while a write of it hangs, and is nought again when that went on', async () => {
    await append('before');
    await until(async () => (await age()) === 0 && projector.statuses()[0]?.eventsApplied === 1);
    const held = await engines.pool.connect();
    try {
      await held.query('BEGIN');
      await held.query('LOCK TABLE tallies.tallies IN ACCESS EXCLUSIVE MODE');
      await append('while it hangs');
      await until(async () => (await age()) > 0, { withinMs: 12_000, what: 'an age of the view that hangs' });
    } finally {
      await held.query('ROLLBACK');
      held.release();
    }
    await until(async () => (await age()) === 0, { withinMs: 10_000, what: 'a level view' });
    expect(projector.statuses()).toMatchObject([{ eventsApplied: 2, caughtUp: true }]);
  });
});
