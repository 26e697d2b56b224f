import { createBasisReader, migrateGovernance, type BasisReader } from '#governance';
import { itemIdOf, silentLogger } from '#platform';
import { until } from '../../../test/support/until.js';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  withdrawalEvent,
} from '../../intake/testing/events.js';
import { NOW } from '../../intake/testing/intake-harness.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../workbench/testing/workbench-world.js';
import { BasisCheck } from './basis-check.js';

/** Intake here decides nothing again, so that what ends leaves the record wrong: the violation that the check is for. */
describe('The check that nothing counts as shared without a basis', () => {
  let world: WorkbenchWorld;
  let reader: BasisReader;
  let checks: BasisCheck[];
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    await migrateGovernance(world.pool);
    reader = createBasisReader(world.pool);
    for (const id of ['K-1', 'K-2']) {
      const subject = child(id);
      await world.tell(agreementEvent(`A-${id}`, { subject, reference: `ATS-${id}` }));
      await world.tell(itemEvent(`E-${id}`, { subject }));
    }
  });
  afterAll(() => world.close());
  beforeEach(() => void (checks = []));
  afterEach(() => Promise.all(checks.map((check) => check.stop())));

  /** Half a minute passes with each page, so that a second finding confirms the first. */
  function start(): void {
    let passed = 0;
    const clock = () => new Date(NOW.getTime() + (passed += 30_000));
    const { recipients } = world.directory;
    const { pool } = world;
    checks.push(
      new BasisCheck({ pool, recipients, clock, logger: silentLogger, pageEveryMs: 5, roundEveryMs: 5 }),
    );
  }
  const rounds = async (past?: Date) => {
    await until(async () => {
      const ended = (await reader.status())?.lastRound?.endedAt;
      return ended !== undefined && (past === undefined || ended > past);
    });
    return (await reader.status())?.lastRound?.endedAt;
  };

  it('finds nothing while every row holds, and says how many items it looked at', async () => {
    expect((await reader.status())?.lastRound).toBeUndefined();
    start();
    const first = await rounds();
    await rounds(first);
    expect(await reader.status()).toMatchObject({ withoutBasis: 0, lastRound: { checked: 2 } });
  });

  it('finds an item that the record still counts as shared after its agreement was withdrawn', async () => {
    await world.tell(withdrawalEvent('V-K-1', { subject: child('K-1'), reference: 'ATS-K-1' }));
    start();
    await until(async () => (await reader.status())?.withoutBasis === 1, { what: 'the violation' });
    expect(await reader.list()).toMatchObject([
      { item: itemIdOf(COMMUNITY_HEALTH, 'E-K-1'), agency: COMMUNITY_HEALTH, kind: 'health.was-not-brought' },
    ]);
  });

  it('keeps silent once the agreement is given again', async () => {
    start();
    await until(async () => (await reader.status())?.withoutBasis === 1, { what: 'the violation' });
    const again = agreementEvent('A-K-1b', { subject: child('K-1'), reference: 'ATS-K-1b' });
    const details = { ...again.data.details, givenAt: '2026-11-20T09:00:00Z' };
    await world.tell({ ...again, data: { ...again.data, details } });
    await until(async () => (await reader.status())?.withoutBasis === 0, { what: 'no violation' });
  });

  it('is one process’s work at a time, and another goes on from the place that was kept', async () => {
    start();
    start();
    const [first, second] = checks;
    const before = await rounds();
    await first?.stop();
    await rounds(before);
    await second?.stop();
    const { rows } = await world.pool.query<{ held: number }>(
      `SELECT count(*)::int AS held FROM pg_locks WHERE locktype = 'advisory'
         AND (classid::bigint << 32 | objid::bigint) = hashtextextended('throughline.projection.check-basis', 0)`,
    );
    expect(rows[0]?.held).toBe(0);
  });
});
