import type pg from 'pg';
import { createDemoDirectory } from '#access';
import { createIdentityProjection, kinRecords, personOf } from '#identity';
import {
  createSetAsideItems,
  createTimelineReader,
  ITEM_STREAMS,
  timelineProjection,
  type ItemEvent,
  type ItemShared,
} from '#journey';
import type { StoredEvent } from '#event-store';
import type { Clock, PersonId } from '#platform';
import { createPool, migrateReadStore, runProjection, waitForProjection } from '#read-store';
import { isPermitted } from '#sharing';
import { endPool } from '#feed/testing';
import { until } from '../../../test/support/until.js';
import { leftToDecide } from '../../../test/chaos/services/checks/left-to-decide.js';
import { untilReconsidered } from '../../../test/chaos/until-reconsidered.js';
import type { IntakeDeps, RunningIntake } from '../create-intake.js';
import { createLeases } from '../lease/leases.js';
import { IntakeMemory } from '../memory/intake-memory.js';
import { migrateIntake } from '../migrate-intake.js';
import { planningOf } from '../process-batch.js';
import { createCheckpoint } from '../reconsider/checkpoint.js';
import { decideItem, type Planning } from '../stages/plan.js';
import { startIntakeEngines, type IntakeUnderTest } from './intake-harness.js';

/** What people see in the end, whichever process took what. */
export interface CountyAsSeen {
  /** Records of one person, sorted; and of one family. */
  readonly persons: readonly (readonly string[])[];
  readonly families: readonly (readonly string[])[];
  /** By item: who may see it now; nobody where it is a stub. */
  readonly items: Readonly<Record<string, readonly string[]>>;
  readonly rejections: number;
}

export interface CountyUnderTest {
  readonly hub: IntakeUnderTest;
  readonly pool: pg.Pool;
  /** One more process of intake, with all that the hub gives it; `lookMs`: also what the clock ends. */
  start(overrides?: Partial<IntakeDeps>, lookMs?: number): Promise<RunningIntake>;
  /** Resolves when everything was acted on and nothing more comes of it. */
  reconsidered(): Promise<void>;
  asSeen(): Promise<CountyAsSeen>;
  /** Items of which deciding them once more would change what is stored, each in a sentence. */
  leftToDecide(clock?: Clock): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Engines, the views that reconsideration needs, and as many processes of intake as wanted. */
export async function startCounty(): Promise<CountyUnderTest> {
  const hub = await startIntakeEngines();
  const pool = createPool(hub.databaseUrl);
  await migrateReadStore(pool);
  await migrateIntake(hub.databaseUrl);
  const views = [timelineProjection, createIdentityProjection(hub.vault)].map((projection) =>
    runProjection({ projection, store: hub.store, pool, idleCheckMs: 100 }),
  );
  await until(() => views.every((run) => run.status().caughtUp));
  const running: RunningIntake[] = [];
  return {
    ...{ hub, pool },
    async start(overrides = {}, lookMs) {
      const intake = await hub.startIntake({
        leases: createLeases(pool),
        reconsideration: {
          timeline: createTimelineReader(pool),
          setAside: createSetAsideItems(pool),
          checkpoint: createCheckpoint(pool),
          retryLookMs: 100,
          ...(lookMs && { clock: { checkpoint: createCheckpoint(pool, 'clock'), lookMs } }),
          waitForTimeline: (position) => waitForProjection(pool, 'timeline', position),
        },
        ...overrides,
      });
      running.push(intake);
      return intake;
    },
    reconsidered: () => untilReconsidered(hub.store, pool),
    asSeen: () => asSeen(hub),
    async leftToDecide(clock = hub.deps.clock) {
      const head = (await hub.store.headPosition()) ?? 0n;
      for (const view of ['timeline', 'families']) await waitForProjection(pool, view, head);
      const { directory } = await createDemoDirectory();
      return leftToDecide({ ...hub, feed: hub.feed, pool, directory, clock, reader: hub.deps.reader });
    },
    async close() {
      await Promise.all(running.map((intake) => intake.stop()));
      await Promise.all(views.map((run) => run.stop()));
      await endPool(pool);
      await hub.close();
    },
  };
}

async function asSeen({ store, vault, deps }: IntakeUnderTest): Promise<CountyAsSeen> {
  const memory = new IntakeMemory(store, vault, 'looker');
  await memory.whole();
  const planning = planningOf({ ...deps, memory }, memory.known);
  await memory.stop();
  const { identity } = planning.knowledge;
  const records = [...identity.records.keys()];
  const events: StoredEvent[] = [];
  for await (const batch of store.readAll()) events.push(...batch);
  return {
    persons: classes(records, (record) => String(personOf(identity, record))),
    families: classes(records, (record) => [...kinRecords(identity, [record])].sort().join()),
    items: itemsOf(events, planning),
    rejections: events.filter(({ type }) => type === 'SourceEventRejected').length,
  };
}

function classes<T extends string>(all: readonly T[], of: (one: T) => string): readonly (readonly T[])[] {
  const found = new Map<string, T[]>();
  for (const one of all) found.set(of(one), [...(found.get(of(one)) ?? []), one]);
  return [...found.values()]
    .map((each) => each.sort())
    .sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}

/** An item is decided once more for whoever looks at it. */
function itemsOf(events: readonly StoredEvent[], planning: Planning): CountyAsSeen['items'] {
  const items: Record<string, readonly string[]> = {};
  for (const { stream, type, data } of events) {
    if (!stream.startsWith(ITEM_STREAMS)) continue;
    const event = { type, data } as ItemEvent;
    // What is decided again keeps its content.
    if (event.type === 'AgreementNoticeTaken' || event.type === 'ItemDecidedAgain') continue;
    items[event.data.item] = 'content' in event.data ? whoMaySee(event.data, planning) : [];
  }
  return Object.fromEntries(Object.entries(items).sort());
}

function whoMaySee({ item, agency, content }: ItemShared, planning: Planning): readonly string[] {
  const people = content.facts.people.map((each) => ({
    ...each,
    person: personOf(planning.knowledge.identity, each.record) ?? (each.record as string as PersonId),
    bornOn: each.bornIn ?? '',
  }));
  const facts = { ...content.facts, item, agency, people, occurredAt: new Date(content.occurredAt) };
  const permitted = decideItem(planning, facts).filter(isPermitted);
  return permitted.map(({ recipient }) => String(recipient)).sort();
}
