import { derivedUuid, type AgencyId } from '#platform';
import { runProjection, waitForProjection, type ProjectionRun } from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import type { SourceEventRejected } from '../../domain/item-events.js';
import { HEALTH, sourceEventRejected, streamOf } from '../../testing/builders.js';
import { receiptsProjection } from './receipts.projection.js';
import { createRefusalCounts } from './refusal-counts.js';

const POLICE = 'urn:agency:force:35' as AgencyId;
const NOW = new Date('2026-06-30T12:00:00Z');

describe('How often the hub refuses', () => {
  let engines: TestEngines;
  let run: ProjectionRun;

  beforeEach(async () => {
    engines = await startTestEngines();
    run = runProjection({ ...engines, projection: receiptsProjection, idleCheckMs: 50 });
  });
  afterEach(async () => {
    await run.stop();
    await engines.stop();
  });

  const refused = async (...overrides: readonly Partial<SourceEventRejected>[]) => {
    for (const [offset, override] of overrides.entries()) {
      const event = sourceEventRejected(offset, override);
      const stored = { ...event, id: derivedUuid(String(offset)), metadata: { schemaVersion: 1 } };
      const appended = await engines.store.append(streamOf(event), 'any', [stored]);
      if (!appended.ok) throw new Error(appended.reason);
      await waitForProjection(engines.pool, 'receipts', appended.position);
    }
  };
  const missing = { code: 'SCHEMA.MISSING', path: '/data' };
  const upn = { code: 'IDENTIFIER.UPN' };

  it('is counted by code once for each refusal, in the last week and the last month', async () => {
    await refused(
      { receivedAt: '2026-06-29T10:00:00Z', reasons: [missing, { ...missing, path: '/id' }] },
      { receivedAt: '2026-06-29T11:00:00Z', reasons: [missing, upn], agency: POLICE },
      { receivedAt: '2026-06-10T10:00:00Z', reasons: [upn], agency: POLICE },
      { receivedAt: '2026-05-10T10:00:00Z', reasons: [upn] },
    );
    expect(await createRefusalCounts(engines.pool).byCode(NOW)).toEqual([
      { code: 'SCHEMA.MISSING', week: 2, month: 2, agencies: 2 },
      { code: 'IDENTIFIER.UPN', week: 1, month: 2, agencies: 1 },
    ]);
  });

  it('is counted for one code by agency and day of London', async () => {
    await refused(
      { receivedAt: '2026-06-28T22:59:00Z', reasons: [upn] },
      { receivedAt: '2026-06-28T23:30:00Z', reasons: [upn] },
      { receivedAt: '2026-06-29T10:00:00Z', reasons: [upn, missing] },
      { receivedAt: '2026-06-29T10:00:00Z', reasons: [upn], agency: POLICE },
      { receivedAt: '2026-06-29T10:00:00Z', reasons: [missing] },
    );
    const counts = createRefusalCounts(engines.pool);
    expect(await counts.byDay('IDENTIFIER.UPN', NOW)).toEqual([
      { day: '2026-06-29', agency: POLICE, refused: 1 },
      { day: '2026-06-29', agency: HEALTH, refused: 2 },
      { day: '2026-06-28', agency: HEALTH, refused: 1 },
    ]);
    expect(await counts.byDay('NOBODY.KNOWS', NOW)).toEqual([]);
  });
});
