import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { receiptsProjection } from '#journey';
import { derivedUuid } from '#platform';
import {
  createPool,
  migrateReadStore,
  runProjection,
  waitForProjection,
  type ProjectionRun,
} from '#read-store';
import { buildHub } from '../../../test/hub/hub-process.js';
import { runProgram } from '../../../test/support/run-program.js';
import { COMMUNITY_HEALTH, itemEvent, messageOf } from '../../intake/testing/events.js';
import { startIntakeEngines, type IntakeUnderTest } from '../../intake/testing/intake-harness.js';

describe('The program that puts refused events back', () => {
  let hub: IntakeUnderTest;
  let view: ProjectionRun;
  let pool: ReturnType<typeof createPool>;
  let data: string;

  beforeAll(async () => {
    buildHub();
    data = await mkdtemp(join(tmpdir(), 'throughline-replay-'));
    hub = await startIntakeEngines();
    pool = createPool(hub.databaseUrl);
    await migrateReadStore(pool);
    view = runProjection({ store: hub.store, pool, projection: receiptsProjection, idleCheckMs: 50 });
    await refusedByDefect();
  }, 120_000);
  afterAll(async () => {
    await view.stop();
    await hub.close();
    await pool.end();
    await rm(data, { recursive: true });
  });

  /** A sound event in the feed, of which the event store says that a defect of the hub refused it. */
  const refusedByDefect = async () => {
    const [at] = await hub.feed.writer.publish([messageOf(itemEvent('E-1'))]);
    if (!at) throw new Error('Nothing was published');
    const stream = `rejection-${derivedUuid('E-1')}`;
    const rejected = {
      ...{ agency: COMMUNITY_HEALTH, sourceEventId: 'E-1', receivedAt: new Date().toISOString() },
      source: { ...at, offset: at.offset.toString() },
      reasons: [{ code: 'INTAKE.DEFECT' }],
    };
    const appended = await hub.store.append(stream, 'any', [
      {
        id: derivedUuid(stream),
        type: 'SourceEventRejected',
        data: rejected,
        metadata: { schemaVersion: 1 },
      },
    ]);
    if (!appended.ok) throw new Error(appended.reason);
    await waitForProjection(pool, 'receipts', appended.position);
  };

  const run = (args: readonly string[], settings: Readonly<Record<string, string>> = {}) =>
    runProgram('apps/admin/replay/main.js', ['--data', data, ...args], {
      ...{ DATABASE_URL: hub.databaseUrl, EVENTSTORE_URL: hub.server.url },
      ...settings,
    });
  const code = ['--code', 'INTAKE.DEFECT'];

  it('says what it would do, does it, and does nothing the second time', async () => {
    expect(await run([...code, '--dry-run'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/Mended, would be put back +1\n/) as string,
    });
    expect((await run(code)).stdout).toMatch(/Refused deliveries looked at +1\nMended and put back +1\n/);
    expect((await run(code)).stdout).toMatch(
      /Mended and put back +0\n[^]*Left: was delivered again since +1\n/,
    );
  });

  it('ends with one sentence where it is asked for nothing, or finds no hub', async () => {
    expect(await run([])).toEqual({
      status: 1,
      stdout: '',
      stderr: '--code is the reason of a refusal, for example SCHEMA.NOT_IN_LIST; see --help.\n',
    });
    expect(await run(code, { DATABASE_URL: '', EVENTSTORE_URL: '' })).toEqual({
      status: 1,
      stdout: '',
      stderr: 'No hub is running here: start it with "npm start", or set DATABASE_URL and EVENTSTORE_URL.\n',
    });
  });

  it('tells its use', async () => {
    expect((await run(['--help'])).stdout).toContain('npm run replay -- --code CODE');
  });

  it('is refused while another is under way', async () => {
    const client = await pool.connect();
    await client.query(`SELECT pg_advisory_lock(hashtextextended('throughline.projection.replay', 0))`);
    expect((await run(code)).stderr).toBe('Another replay is under way: wait until it has ended.\n');
    client.release(true);
  });
});
