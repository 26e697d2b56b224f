import { randomBytes } from 'node:crypto';
import { createMetrics, type ReadableMetrics } from '#platform/metrics';
import { added, happened, startTestEngines, talliesProjection, type TestEngines } from '#read-store/testing';
import { createVault, migrateVault } from '#vault';
import { until } from '../../test/support/until.js';
import { measureAges } from './checkpoint-ages.js';
import { startProjector, type RunningProjector } from './projector.js';

describe('How long a view has not been level', () => {
  let engines: TestEngines;
  let projectors: RunningProjector[];

  beforeEach(async () => {
    engines = await startTestEngines();
    await migrateVault(engines.databaseUrl);
    projectors = [];
  });
  afterEach(async () => {
    await Promise.all(projectors.map((projector) => projector.stop()));
    await engines.stop();
  });

  /** One more process that runs the view, or waits to. */
  async function start() {
    const vault = createVault({ pool: engines.pool, keyEncryptionKey: randomBytes(32) });
    const projector = await startProjector({ ...engines, vault, projections: [talliesProjection] });
    projectors.push(projector);
    const metrics = createMetrics();
    measureAges(projector, metrics);
    return { projector, age: () => ageIn(metrics) };
  }

  /** While the view cannot be written. */
  async function whileItHangs(work: () => Promise<void>): Promise<void> {
    const held = await engines.pool.connect();
    try {
      await held.query('BEGIN');
      await held.query('LOCK TABLE tallies.tallies IN ACCESS EXCLUSIVE MODE');
      await work();
    } finally {
      await held.query('ROLLBACK');
      held.release();
    }
  }

  const append = (cause: string) => engines.store.append('tally-1', 'any', [added('tally-1', cause, 1)]);

  it('is nought while it is level, grows while a write of it hangs, and is nought again when that went on', async () => {
    const { projector, age } = await start();
    await append('before');
    await until(async () => (await age()) === 0 && projector.statuses()[0]?.eventsApplied === 1);
    await whileItHangs(async () => {
      await append('while it hangs');
      await until(async () => Number(await age()) > 0, {
        withinMs: 12_000,
        what: 'an age of the view that hangs',
      });
    });
    await until(async () => (await age()) === 0, { withinMs: 10_000, what: 'a level view' });
    expect(projector.statuses()).toMatchObject([{ eventsApplied: 2, caughtUp: true }]);
  });

  it('is told by a process that has only just started, also by one that waits to run it', async () => {
    const { age } = await start();
    await until(async () => (await age()) === 0);
    await whileItHangs(async () => {
      await append('while it hangs');
      await until(async () => Number(await age()) > 7, { withinMs: 15_000 });
      const { age: ofAnother } = await start();
      await until(async () => (await ofAnother()) !== undefined, { withinMs: 4_000 });
      expect(await ofAnother()).toBeGreaterThan(6);
    });
  });

  it('is told after a start of a view that stops at an event which it cannot read', async () => {
    await engines.store.append('tally-1', 'any', [happened('tally-1', 'Teleported')]);
    const first = await start();
    await until(() => first.projector.statuses()[0]?.state === 'stopped');
    await until(async () => Number(await first.age()) > 7, { withinMs: 15_000 });
    await first.projector.stop();
    const { age } = await start();
    await until(async () => (await age()) !== undefined, { withinMs: 4_000 });
    expect(await age()).toBeGreaterThan(6);
  });

  it('is not told while it is not known, and from the start on where that lasts', async () => {
    const metrics = createMetrics();
    let now = 1_000;
    const unknown = { name: 'tallies', state: 'retrying', caughtUp: false, eventsApplied: 0 } as const;
    measureAges({ statuses: () => [unknown] }, metrics, () => now);
    now += 59_000;
    expect(await ageIn(metrics)).toBeUndefined();
    now += 31_000;
    expect(await ageIn(metrics)).toBe(90);
  });
});

async function ageIn(metrics: ReadableMetrics): Promise<number | undefined> {
  const { text } = await metrics.read();
  const [, age] = /^throughline_checkpoint_age_seconds\{projection="tallies"\} (.+)$/m.exec(text) ?? [];
  return age === undefined ? undefined : Number(age);
}
