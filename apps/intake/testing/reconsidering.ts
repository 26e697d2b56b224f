import type pg from 'pg';
import { createIdentityProjection } from '#identity';
import {
  createReceiptsReader,
  createSetAsideItems,
  createTimelineReader,
  receiptBody,
  receiptsProjection,
  timelineProjection,
  type ReceiptBody,
} from '#journey';
import { itemIdOf, type AgencyId } from '#platform';
import { createPool, migrateReadStore, runProjection, waitForProjection } from '#read-store';
import type { StoredEvent } from '#event-store';
import { endPool } from '#feed/testing';
import { until } from '../../../test/support/until.js';
import type { IntakeDeps, RunningIntake } from '../create-intake.js';
import { createLeases } from '../lease/leases.js';
import { migrateIntake } from '../migrate-intake.js';
import { createCheckpoint } from '../reconsider/checkpoint.js';
import { COMMUNITY_HEALTH } from './events.js';
import { startIntakeEngines, type IntakeUnderTest } from './intake-harness.js';

export interface Reconsidering {
  readonly hub: IntakeUnderTest;
  readonly pool: pg.Pool;
  /** One more process of intake that decides again where it holds the lease. */
  start(overrides?: Partial<IntakeDeps>): Promise<RunningIntake>;
  historyOf(id: string, agency?: AgencyId): Promise<readonly StoredEvent[]>;
  /** Types of the item's events, in order. */
  stepsOf(id: string, agency?: AgencyId): Promise<readonly string[]>;
  /** Resolves when the item's stream holds so many events of the type. */
  becomes(id: string, type: string, times?: number): Promise<void>;
  /** As its publisher reads it, once the view shows all that the store holds. */
  receiptOf(id: string, agency?: AgencyId): Promise<ReceiptBody | undefined>;
  close(): Promise<void>;
}

/** Engines and the views that deciding again and its publishers need. */
export async function startReconsidering(): Promise<Reconsidering> {
  const hub = await startIntakeEngines();
  const pool = createPool(hub.databaseUrl);
  await migrateReadStore(pool);
  await migrateIntake(hub.databaseUrl);
  const views = [timelineProjection, createIdentityProjection(hub.vault), receiptsProjection].map(
    (projection) => runProjection({ projection, store: hub.store, pool, idleCheckMs: 50 }),
  );
  const running: RunningIntake[] = [];
  await until(() => views.every((run) => run.status().caughtUp));
  const historyOf = (id: string, agency: AgencyId = COMMUNITY_HEALTH) =>
    hub.store.readStream(`item-${itemIdOf(agency, id)}`);
  const stepsOf = async (id: string, agency?: AgencyId) =>
    (await historyOf(id, agency)).map(({ type }) => type);
  return {
    ...{ hub, pool, historyOf, stepsOf },
    async start(overrides = {}) {
      const intake = await hub.startIntake({
        leases: createLeases(pool),
        reconsideration: {
          timeline: createTimelineReader(pool),
          setAside: createSetAsideItems(pool),
          checkpoint: createCheckpoint(pool),
          waitForTimeline: (position) => waitForProjection(pool, 'timeline', position),
        },
        ...overrides,
      });
      running.push(intake);
      return intake;
    },
    async becomes(id, type, times = 1) {
      await until(async () => (await stepsOf(id)).filter((each) => each === type).length >= times, {
        what: type,
      });
    },
    async receiptOf(id, agency = COMMUNITY_HEALTH) {
      const events = await hub.events('');
      const last = events.findLast(({ stream }) => /^(item|rejection|parking)-/.test(stream));
      if (last) await waitForProjection(pool, 'receipts', last.position);
      const receipt = await createReceiptsReader(pool).find(agency, id);
      return receipt && receiptBody(receipt);
    },
    async close() {
      // Before the pool, which their leases hold a connection of.
      await Promise.all(running.map((intake) => intake.stop()));
      await Promise.all(views.map((run) => run.stop()));
      await endPool(pool);
      await hub.close();
    },
  };
}
