import type { SourceEventRejected } from '#journey';
import { derivedUuid, recordIdOf, type AgencyId } from '#platform';
import { findLease } from '#read-store';
import { child, COMMUNITY_HEALTH, itemEvent } from '../../intake/testing/events.js';
import { NOW } from '../../intake/testing/intake-harness.js';
import { mendKey, spoilKey } from '../../intake/testing/spoilt-key.js';
import type { WorkbenchWorld } from './workbench-world.js';

const SCHOOL = 'urn:agency:urn:199997' as AgencyId;
const RECORD = recordIdOf(COMMUNITY_HEALTH, 'Child-P-1');

/** Ashgrove sent every working day up to 17 November, each event refused for this; nothing since. */
export async function schoolGoesQuiet(world: WorkbenchWorld, code: string): Promise<void> {
  for (const day of workingDays('2026-10-05', '2026-11-17')) {
    const id = derivedUuid(SCHOOL, day);
    const data: SourceEventRejected = {
      ...{ agency: SCHOOL, receivedAt: `${day}T09:00:00.000Z`, reasons: [{ code }], attempt: 1 },
      source: { topic: 'throughline.events.urn-199997', partition: 0, offset: day.replaceAll('-', '') },
    };
    const event = { id, type: 'SourceEventRejected', data, metadata: { schemaVersion: 1 } };
    const outcome = await world.engines.store.append(`rejection-${id}`, 'no-stream', [event]);
    if (!outcome.ok) throw new Error(outcome.reason);
  }
  await world.level();
}

/** Two events of one family, the first of which cannot be sealed. */
export async function familyIsParked(world: WorkbenchWorld): Promise<void> {
  await spoilKey(world.engines.pool, RECORD);
  const subject = child('Child-P-1');
  await world.tell(itemEvent('Marker-E-1', { subject }), itemEvent('Marker-E-2', { subject }));
}

export const keyIsMended = (world: WorkbenchWorld) => mendKey(world.engines.pool, RECORD);

/**
 * The view is being built again for over eight minutes and told this long ago how far it is: 41 of 100 parts. Holds what a
 * rebuild holds until the end that it resolves with is called.
 */
export async function rebuildRuns(
  world: WorkbenchWorld,
  name: string,
  toldMsAgo: number,
): Promise<() => Promise<void>> {
  const lease = await findLease(world.pool, `${name}__next`);
  await world.pool.query(
    `INSERT INTO projections.rebuilds (name, state, events, "position", head, started_at, told_at)
     VALUES ($1, 'running', 41000, 410, 1000, $2, $3)`,
    [name, new Date(NOW.getTime() - 500_000), new Date(NOW.getTime() - toldMsAgo)],
  );
  return async () => lease?.release();
}

function workingDays(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    if (![0, 6].includes(new Date(at).getUTCDay())) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
