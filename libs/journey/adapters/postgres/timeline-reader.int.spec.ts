import fc from 'fast-check';
import { derivedUuid, itemIdOf, recordIdOf, type AgencyId } from '#platform';
import {
  fingerprint,
  rebuildProjection,
  runProjection,
  waitForProjection,
  type ProjectionRun,
} from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import { createIdentityProjection } from '#identity';
import { createVault } from '#vault';
import type { ItemEvent } from '../../domain/item-events.js';
import {
  aDecision,
  AGREEMENT,
  HEALTH,
  itemCeased as ceased,
  itemDecidedAgain,
  itemReleased as released,
  itemShared,
  itemWithheld,
  someContent,
} from '../../testing/builders.js';
import { receiptsProjection } from './receipts.projection.js';
import { createReceiptsReader } from './receipts-reader.js';
import { createTimelineReader } from './timeline-reader.js';
import { timelineProjection } from './timeline.projection.js';

const record = recordIdOf(HEALTH, 'H-1');

describe('Items as read', () => {
  let engines: TestEngines;
  let runs: ProjectionRun[];

  beforeEach(async () => {
    engines = await startTestEngines();
    const vault = createVault({ pool: engines.pool, keyEncryptionKey: Buffer.alloc(32, 1) });
    const projections = [timelineProjection, receiptsProjection, createIdentityProjection(vault)];
    runs = projections.map((projection) =>
      runProjection({ ...engines, projection, idleCheckMs: 50, maxBatch: 3 }),
    );
  });
  afterEach(async () => {
    await Promise.all(runs.map((run) => run.stop()));
    await engines.stop();
  });

  const happen = async (...events: readonly ItemEvent[]) => {
    let last = 0n;
    for (const event of events) {
      const stream = `item-${event.data.item}`;
      const id = derivedUuid(stream, event.type);
      const outcome = await engines.store.append(stream, 'any', [
        { ...event, id, metadata: { schemaVersion: 1 } },
      ]);
      if (!outcome.ok) throw new Error(outcome.reason);
      last = outcome.position;
    }
    for (const name of ['timeline', 'receipts', 'families'])
      await waitForProjection(engines.pool, name, last);
  };
  const timeline = () => createTimelineReader(engines.pool);

  it('reads a shared item with where it lies in the feed, ready to be told as JSON', async () => {
    await happen(itemShared('E-1'));
    const item = await timeline().item(itemIdOf(HEALTH, 'E-1'));
    expect(item).toMatchObject({
      state: 'SHARED',
      source: { topic: 'throughline.events.ods-G7H8J', partition: 0, offset: '7' },
      people: [{ record, party: 'SUBJECT' }],
    });
  });

  it('brings a withheld item up again by its records, and a released one by the agreement it stands on', async () => {
    await happen(itemWithheld('E-1'), itemWithheld('E-2'), released('E-2'));
    expect((await timeline().stubsOfRecords([record])).map(({ item }) => item)).toEqual([
      itemIdOf(HEALTH, 'E-1'),
    ]);
    expect((await timeline().itemsStandingOn([AGREEMENT])).map(({ item }) => item)).toEqual([
      itemIdOf(HEALTH, 'E-2'),
    ]);
  });

  it('knows which shared items are due because of a moment that passed, and no others', async () => {
    const [soon, late] = ['2026-06-10T00:00:00.000Z', '2026-07-10T00:00:00.000Z'];
    await happen(
      ...[
        itemShared('E-1', { standsUntil: late }),
        itemShared('E-2', { standsUntil: soon }),
        itemShared('E-3'),
      ],
      ...[itemShared('E-4', { standsUntil: soon }), ceased('E-4')],
      ...[itemShared('E-5', { standsUntil: soon }), itemDecidedAgain('E-5', [aDecision()])],
    );
    const dueBy = async (moment: string) =>
      (await timeline().itemsDueBy(new Date(moment))).map(({ item, standsUntil }) => [
        item,
        standsUntil.toISOString(),
      ]);
    expect(await dueBy('2026-06-09T23:59:59.999Z')).toEqual([]);
    expect(await dueBy(soon)).toEqual([[itemIdOf(HEALTH, 'E-2'), soon]]);
    expect((await dueBy('2027-01-01')).map(([item]) => item)).toEqual(
      ['E-2', 'E-1'].map((id) => itemIdOf(HEALTH, id)),
    );
  });

  it('holds no content of an item that has ceased, in any column', async () => {
    const sealed = { k: 'key/H', c: 'MARKER' };
    await happen(itemShared('E-1', { content: someContent({ sealed }) }), ceased('E-1'));
    const { rows } = await engines.pool.query('SELECT * FROM timeline.items');
    expect(rows).toMatchObject([{ state: 'CEASED', sealed: null, facts: null, occurred_at: null }]);
    expect(
      String(
        await engines.pool
          .query('SELECT i::text FROM timeline.items i')
          .then(({ rows: [row] }) => JSON.stringify(row)),
      ),
    ).not.toContain('MARKER');
    expect(await timeline().stubsOfRecords([record])).toHaveLength(1);
  });

  it('tells the publisher how its event came out, step by step', async () => {
    await happen(itemWithheld('E-1'), released('E-1'), ceased('E-1'));
    const receipt = await createReceiptsReader(engines.pool).find(HEALTH, 'E-1');
    expect(receipt).toMatchObject({ outcome: 'ceased', decisions: [{ outcome: 'DENY', row: 'D9' }] });
    expect(receipt?.history.map(({ outcome }) => outcome)).toEqual(['withheld', 'stored', 'ceased']);
    expect(
      await createReceiptsReader(engines.pool).find('urn:agency:ods:RZZ' as AgencyId, 'E-1'),
    ).toBeUndefined();
  });

  it('has the same rows rebuilt as live, for any history', async () => {
    const lives = [
      (source: string) => [itemShared(source)],
      (source: string) => [itemWithheld(source)],
      (source: string) => [itemWithheld(source), released(source)],
      (source: string) => [itemWithheld(source), released(source), ceased(source)],
    ];
    let sequence = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...lives), { minLength: 1, maxLength: 12 }),
        async (chosen) => {
          await happen(...chosen.flatMap((life) => life(`P-${(sequence += 1)}`)));
          for (const projection of [timelineProjection, receiptsProjection]) {
            const live = await fingerprint(engines.pool, projection);
            await rebuildProjection({ ...engines, projection });
            expect(await fingerprint(engines.pool, projection)).toEqual(live);
          }
        },
      ),
      { numRuns: 5, seed: 20261123 },
    );
  });
});
