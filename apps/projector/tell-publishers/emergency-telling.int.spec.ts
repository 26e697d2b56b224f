import { randomUUID } from 'node:crypto';
import { hubSchemaFaults } from '#contracts/testing';
import type { Telling, TellingChannel } from '#feed';
import type { GlassBroken } from '#governance';
import { receiptsProjection } from '#journey';
import { silentLogger, type AgencyId } from '#platform';
import { createMetrics } from '#platform/metrics';
import { runProjection, type ProjectionRun } from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import { until } from '../../../test/support/until.js';
import { startTelling, type RunningTelling } from './start-telling.js';

const [COUNTY, HEALTH] = ['urn:agency:la:873', 'urn:agency:ods:G7H8J'] as AgencyId[];

describe('Telling agencies of an emergency view', () => {
  let engines: TestEngines;
  let view: ProjectionRun;
  let telling: RunningTelling;
  let told: Telling[];
  beforeEach(async () => {
    engines = await startTestEngines();
    view = runProjection({ ...engines, projection: receiptsProjection, idleCheckMs: 50 });
    told = [];
    const channel: TellingChannel = {
      reaches: () => true,
      tell: async (tellings) => void told.push(...tellings),
      close: async () => undefined,
    };
    const { store, pool } = engines;
    const needed = { store, pool, channel, logger: silentLogger, metrics: createMetrics() };
    telling = await startTelling({ ...needed, leaseCheckMs: 25 });
  });
  afterEach(async () => {
    await telling.stop();
    await view.stop();
    await engines.stop();
  });

  const append = async (glass: string, type: string, data: object) => {
    const event = { id: randomUUID() as never, type, data, metadata: { schemaVersion: 1 } };
    expect((await engines.store.append(`glass-${glass}`, 'any', [event])).ok).toBe(true);
  };
  async function broken(owners: readonly (AgencyId | undefined)[]): Promise<string> {
    const glass = randomUUID();
    const data = {
      ...{ glass, family: randomUUID(), by: { person: 'staff-1', role: 'Analyst', agency: COUNTY } },
      ...{ recipient: 'urn:agency:la:873/mash', purpose: 'SCREENING', reference: 'C-2MX9', owners },
      ...{ at: '2026-11-25T10:00:00.000Z', until: '2026-11-25T11:00:00.000Z', limb: 'CANNOT_OBTAIN' },
      sealed: { k: 'glass/R', c: 'sealed' },
    } as GlassBroken;
    await append(glass, 'GlassBroken', data);
    return glass;
  }
  const bodies = () => told.map(({ value }) => JSON.parse(value.toString()) as { id: string });

  it('tells each that has to review it at once, by the contract, and names nobody', async () => {
    const glass = await broken([HEALTH]);
    await until(() => told.length === 2);
    expect(told.map(({ to, key }) => [to, key])).toEqual([
      [COUNTY, glass],
      [HEALTH, glass],
    ]);
    const faults = hubSchemaFaults('throughline.emergency-view.v1.schema.json');
    expect(bodies().flatMap((body) => faults(body))).toEqual([]);
    expect(bodies()[0]).toMatchObject({
      data: { until: '2026-11-25T11:00:00.000Z', review: `/emergency/${glass}` },
    });
    expect(JSON.stringify(bodies())).not.toMatch(/staff-1|C-2MX9|urn:agency|family/);
  });

  it('tells the viewer’s agency the same whether or not another one has restricted records', async () => {
    const [some, none] = [await broken([HEALTH]), await broken([])];
    await until(() => told.length === 3);
    const toCounty = told.filter(({ to }) => to === COUNTY).map(({ value }) => value.toString());
    const bare = (text: string | undefined) =>
      text
        ?.replaceAll(some, 'GLASS')
        .replaceAll(none, 'GLASS')
        .replace(/"id":"[^"]*"/, '"id":"ID"');
    expect(bare(toCounty[0])).toBe(bare(toCounty[1]));
  });

  it('tells nothing of who reviews it', async () => {
    const glass = await broken([]);
    await append(glass, 'GlassLookedAt', { glass, by: { agency: COUNTY }, at: '2026-11-25T10:30:00Z' });
    await append(glass, 'GlassReviewed', { glass, by: { agency: COUNTY }, at: '2026-11-25T10:40:00Z' });
    await until(() => telling.status().told === 3);
    expect(told).toHaveLength(1);
  });
});
