import { derivedUuid } from '#platform';
import {
  aDecision,
  itemCeased,
  itemReleased,
  itemShared,
  itemWithheld,
  someContent,
  streamOf,
} from '#journey/testing';
import type { ItemEvent } from '#journey';
import {
  fingerprint,
  rebuildProjection,
  runProjection,
  waitForProjection,
  type ProjectionRun,
} from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import { consideredProjection as projection } from './considered.projection.js';

describe('Every decision over time', () => {
  let engines: TestEngines;
  let run: ProjectionRun;
  let sequence = 0;
  beforeAll(async () => {
    engines = await startTestEngines();
    run = runProjection({ ...engines, projection, idleCheckMs: 50 });
  });
  afterAll(async () => {
    await run.stop();
    await engines.stop();
  });

  async function told(...events: readonly ItemEvent[]): Promise<void> {
    let last = 0n;
    for (const event of events) {
      const stream = streamOf(event);
      const id = derivedUuid(stream, String((sequence += 1)));
      const outcome = await engines.store.append(stream, 'any', [
        { id, ...event, metadata: { schemaVersion: 1 } },
      ]);
      if (!outcome.ok) throw new Error(outcome.reason);
      last = outcome.position;
    }
    await waitForProjection(engines.pool, projection.name, last);
  }

  const weeks = async () =>
    (
      await engines.pool.query<{ told: string }>(
        `SELECT concat_ws(' ', week, row, outcome, decisions) AS told FROM considered.weeks ORDER BY 1`,
      )
    ).rows.map(({ told: words }) => words);

  it('keeps each decision of an item, also those that later ones overtook', async () => {
    await told(itemWithheld('E-1'), itemReleased('E-1'), itemCeased('E-1'));
    const { rows } = await engines.pool.query<{ what: string }>(
      'SELECT what FROM considered.considerations ORDER BY revision',
    );
    expect(rows.map(({ what }) => what)).toEqual(['ItemWithheld', 'ItemReleased', 'ItemCeased']);
  });

  it('counts them by week, row and outcome, and leaves out what only a custodian may know of', async () => {
    const before = await weeks();
    const sunday = { decidedAt: '2026-06-07T22:59:00.000Z' };
    const restricted = someContent();
    await told(
      itemShared('E-2', {
        decisions: [aDecision(sunday), aDecision({ ...sunday, recipient: undefined as never })],
      }),
      itemShared('E-3', { decisions: [aDecision({ decidedAt: '2026-06-07T23:00:00.000Z' })] }),
      itemShared('E-4', { content: { ...restricted, facts: { ...restricted.facts, sensitivity: 'R' } } }),
      itemWithheld('E-5', { decisions: [aDecision({ outcome: 'HOLD', modifiers: ['M2'] })] }),
    );
    expect(before).toContain('2026-06-01 D6 PERMIT 1');
    expect(await weeks()).toEqual(
      expect.arrayContaining(['2026-06-01 D6 PERMIT 3', '2026-06-08 D6 PERMIT 1', '2026-06-01 D9 DENY 2']),
    );
    expect((await weeks()).join()).not.toContain('HOLD');
  });

  it('keeps what they were decided again for, an override as well as an agreement', async () => {
    const released = itemReleased('E-6');
    const override = derivedUuid('override', 'one');
    await told(itemReleased('E-7'), {
      ...released,
      data: { ...released.data, because: { override } },
    } as ItemEvent);
    const { rows } = await engines.pool.query<Record<'agreement' | 'override', string | null>>(
      `SELECT because_agreement AS agreement, because_override AS override FROM considered.considerations
       WHERE item_id = ANY($1) ORDER BY because_override NULLS FIRST`,
      [[released.data.item, itemReleased('E-7').data.item]],
    );
    expect(rows).toEqual([
      { agreement: expect.any(String) as string, override: null },
      { agreement: null, override },
    ]);
  });

  it('is the same row for row when it is built again', async () => {
    const live = await fingerprint(engines.pool, projection);
    await run.stop();
    await rebuildProjection({ ...engines, projection });
    expect(await fingerprint(engines.pool, projection)).toEqual(live);
  });
});
