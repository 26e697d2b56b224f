import type { Pool } from 'pg';
import { createAgencyRegistry } from '#access';
import { TOPICS_MISSING } from '#feed';
import { createSetAsideItems, createTimelineReader, noteOvertaken } from '#journey';
import { waitForProjection } from '#read-store';
import { stillWaits, type PartContext, type Stores } from '#runtime';
import { currentRuleset } from '#sharing';
import { createEventReader } from './contract-reader.js';
import { createIntake, type IntakeStatus, type RunningIntake } from './create-intake.js';
import { createLeases } from './lease/leases.js';
import { migrateIntake } from './migrate-intake.js';
import { receiveThroughNest } from './receive/receive-through-nest.js';
import { createCheckpoint } from './reconsider/checkpoint.js';
import { createTakenPlaces } from './taken-places.js';

export interface IntakeOpening extends Omit<PartContext, 'settings'> {
  readonly databaseUrl: string;
  readonly stores: Stores;
  /** As `IntakeDeps` has it; whoever gives the process to more than intake says so. */
  readonly inOneTurn?: number;
}

/** Intake over these stores, started, watched, and stopped again by the shutdown. */
export async function openIntake(opening: IntakeOpening): Promise<RunningIntake> {
  const { databaseUrl, stores, directory, clock, logger, metrics, shutdown } = opening;
  const { pool, feed, store, vault } = stores;
  await migrateIntake(databaseUrl);
  const intake = createIntake({
    ...{ feed, store, vault, clock, logger, metrics },
    registry: createAgencyRegistry(directory),
    reader: createEventReader(),
    rulesetAt: currentRuleset,
    receive: receiveThroughNest,
    reconsideration: reconsiderationOn(pool),
    leases: createLeases(pool),
    noteOvertaken: (overtaken, at) => noteOvertaken(pool, overtaken, at),
    taken: createTakenPlaces(pool),
    ...(opening.inOneTurn ? { inOneTurn: opening.inOneTurn } : {}),
  });
  const waitsFor = () => (intake.status().membership === 'none' ? 'event-store' : 'feed-group');
  await stillWaits(logger, waitsFor, () => intake.start());
  shutdown.add('intake', () => intake.stop());
  watch(opening, intake);
  return intake;
}

const reconsiderationOn = (pool: Pool) => ({
  timeline: createTimelineReader(pool),
  setAside: createSetAsideItems(pool),
  checkpoint: createCheckpoint(pool),
  clock: { checkpoint: createCheckpoint(pool, 'clock') },
  restMs: 500,
  waitForTimeline: (position: bigint) => waitForProjection(pool, 'timeline', position),
});

function watch({ checks }: IntakeOpening, intake: RunningIntake): void {
  checks.register('intake', async () => intake.status().state === 'running');
  checks.register('feed-group', async () => intake.status().membership === 'member');
  checks.register('reconsideration', async () => intake.status().reconsideration?.fault === undefined);
  // These are named by their code, which is what whoever is woken by it looks up.
  checks.register(TOPICS_MISSING, async () => !lacksTopic(intake.status()));
  checks.register('INTAKE.DEFECTS_IN_A_ROW', async () => intake.status().halted.length === 0);
}

/** Its last fault stays after it was mended; the group takes nobody in while a topic is missing. */
const lacksTopic = ({ membership, lastFault }: IntakeStatus): boolean =>
  membership !== 'member' && lastFault === TOPICS_MISSING;
