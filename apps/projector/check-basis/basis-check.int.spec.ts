import { createBasisReader, EMERGENCY_MS, migrateGovernance, type BasisReader } from '#governance';
import { ownFamilyOf } from '#identity';
import { itemIdOf, recordIdOf, silentLogger } from '#platform';
import { until } from '../../../test/support/until.js';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  withdrawalEvent,
} from '../../intake/testing/events.js';
import { openEmergency } from '../../intake/testing/emergencies.js';
import { judging } from '../../intake/testing/facts.js';
import { NOW } from '../../intake/testing/intake-harness.js';
import { overriding } from '../../intake/testing/overriding.js';
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
  function start(from = NOW): void {
    let passed = 0;
    const clock = () => new Date(from.getTime() + (passed += 30_000));
    const { recipients } = world.directory;
    const { pool } = world;
    checks.push(
      new BasisCheck({ pool, recipients, clock, logger: silentLogger, pageEveryMs: 5, roundEveryMs: 5 }),
    );
  }
  const agreementAgain = (of: string) => {
    const again = agreementEvent(`A-${of}b`, { subject: child(of), reference: `ATS-${of}b` });
    const details = { ...again.data.details, givenAt: '2026-11-20T09:00:00Z' };
    return { ...again, data: { ...again.data, details } };
  };
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
    await world.tell(agreementAgain('K-1'));
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

  it('counts an emergency view for its hour, and finds what is held for it after that', async () => {
    const subject = child('K-4');
    const { sharing } = itemEvent('any').data;
    const data = { restricted: ['MARAC' as const], sensitivity: 'R' as const, sharing };
    await openEmergency(world.engines.store, ownFamilyOf(recordIdOf(COMMUNITY_HEALTH, 'K-4')), NOW);
    await world.tell(itemEvent('E-K-4', { subject, data }));
    start();
    await rounds(await rounds());
    expect((await reader.status())?.withoutBasis).toBe(0);
    await checks.pop()?.stop();
    start(new Date(NOW.getTime() + EMERGENCY_MS));
    await until(async () => (await reader.status())?.withoutBasis === 1, { what: 'the violation' });
    expect(await reader.list()).toEqual([]);
  });

  it('counts an override while it lasts, and finds what stood on it once it is withdrawn', async () => {
    const subject = child('K-3');
    const { sharing } = itemEvent('any').data;
    const judged = { ...sharing, judgement: judging('SIGNIFICANT_HARM') };
    await world.tell(
      agreementEvent('A-K-3', { subject, reference: 'ATS-K-3' }),
      itemEvent('E-K-3', { subject, data: { sharing: judged } }),
      withdrawalEvent('V-K-3', { subject, reference: 'ATS-K-3' }),
    );
    const override = overriding(world.engines.store, 'basis');
    await override.ask(itemIdOf(COMMUNITY_HEALTH, 'E-K-3'));
    await override.authorise();
    await world.level();
    start(new Date('2026-11-26T10:00:00Z'));
    await rounds(await rounds());
    expect(await reader.list()).toEqual([]);
    await override.withdraw();
    const item = itemIdOf(COMMUNITY_HEALTH, 'E-K-3');
    await until(async () => (await reader.list())[0]?.item === item, { what: 'the violation' });
    await world.tell(agreementAgain('K-3'));
    await until(async () => (await reader.list()).length === 0, { what: 'no violation' });
  });
});
