import { createAgencyRegistry, type AgencyDirectory } from '#access';
import type { EventStore } from '#event-store';
import type { Feed } from '#feed';
import { createTimelineReader } from '#journey';
import { derivedUuid, noMetrics, silentLogger, systemClock, type Clock } from '#platform';
import { currentRuleset, isPermitted, type ItemFacts } from '#sharing';
import type { Vault } from '#vault';
import type { Pool } from 'pg';
import { createEventReader } from '../../../../apps/intake/contract-reader.js';
import type { EventReader } from '../../../../apps/intake/event-reader.js';
import { IntakeMemory } from '../../../../apps/intake/memory/intake-memory.js';
import { readMessages } from '../../../../apps/intake/process-batch.js';
import { isTakenBack } from '../../../../apps/intake/reconsider/ask-content.js';
import { planCease } from '../../../../apps/intake/reconsider/cease.js';
import { decidedFor } from '../../../../apps/intake/stages/decide.js';
import { emergenciesOf } from '../../../../apps/intake/stages/emergency.js';
import { decideItem, resolve, type Planning } from '../../../../apps/intake/stages/plan.js';

export interface Looked {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly feed: Feed;
  readonly directory: AgencyDirectory;
  readonly clock?: Clock;
  readonly reader?: EventReader;
}

/**
 * Items whose state another decision would change: shared ones that no recipient may have any more, or that stand on
 * something else than is stored, and stubs that one may have and that their sender has not taken back. Decided from
 * nothing but the event store and the feed, as a new intake would.
 */
export async function leftToDecide(looked: Looked): Promise<readonly string[]> {
  const memory = new IntakeMemory(looked.store, looked.vault, 'check');
  await memory.whole();
  try {
    return [...(await overdue(looked, memory)), ...(await heldBack(looked, memory))];
  } finally {
    await memory.stop();
  }
}

const planningWith = ({ directory, vault, clock = systemClock }: Looked, memory: IntakeMemory): Planning => {
  const now = clock();
  return {
    ...{ knowledge: memory.known, now, ruleset: currentRuleset(now) },
    vantage: { intake: memory.known.intake, knownTo: memory.known.position.toString() },
    digest: (...parts) => vault.digest(...parts),
    recipients: decidedFor(createAgencyRegistry(directory).recipients),
  };
};

async function overdue(looked: Looked, memory: IntakeMemory): Promise<readonly string[]> {
  const planning = planningWith(looked, memory);
  const { rows } = await looked.pool.query<{ item_id: string }>(
    `SELECT item_id FROM timeline.items WHERE state = 'SHARED'`,
  );
  const timeline = createTimelineReader(looked.pool);
  const found: string[] = [];
  for (const { item_id: id } of rows) {
    const item = await timeline.item(id as Parameters<typeof timeline.item>[0]);
    if (item?.state !== 'SHARED') continue;
    const change = planCease(planning, item, { kind: 'OVERTAKEN', cause: derivedUuid(id) });
    if (change?.event.type === 'ItemCeased') found.push(`${id} is shared and nobody may have it`);
    else if (change) found.push(`${id} is shared, and stands on something else than is stored`);
  }
  return found;
}

const isOpen = (planning: Planning, facts: ItemFacts): boolean =>
  decideItem(planning, facts).some(isPermitted) || emergenciesOf(planning, facts).length > 0;

async function heldBack(looked: Looked, memory: IntakeMemory): Promise<readonly string[]> {
  const planning = planningWith(looked, memory);
  const timeline = createTimelineReader(looked.pool);
  const held = await timeline.stubsOfRecords([...memory.known.identity.records.keys()]);
  const stubs = held.filter((stub) => !isTakenBack(stub));
  const messages = await looked.feed.reader.read(
    stubs.map(({ source }) => ({ ...source, offset: BigInt(source.offset) })),
  );
  const reading = {
    registry: createAgencyRegistry(looked.directory),
    reader: looked.reader ?? createEventReader(),
    vault: looked.vault,
    logger: silentLogger,
    metrics: noMetrics,
  };
  return stubs.flatMap(({ item }, at) => {
    const message = messages[at];
    const [read] = message ? readMessages(reading, [message]) : [];
    if (!read?.on) return [`${item} is withheld and its content cannot be read again`];
    const { facts } = resolve(planning, read.value);
    return isOpen(planning, facts) ? [`${item} is withheld and somebody may have it`] : [];
  });
}
