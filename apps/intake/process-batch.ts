import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { AgencyRegistry } from '#access';
import type { EventStore, StorePosition } from '#event-store';
import type { FeedMessage } from '#feed';
import type { Clock, Logger, Metrics } from '#platform';
import { inSpan } from '#platform/tracing';
import type { RuleSet } from '#sharing';
import type { Vault } from '#vault';
import type { DefectRows } from './defect-rows.js';
import type { EventReader } from './event-reader.js';
import type { IntakeMemory } from './memory/intake-memory.js';
import type { Knowledge } from './memory/known-facts.js';
import type { KnownItems } from './memory/known-items.js';
import type { Turns } from './memory/turns.js';
import { parted } from './parted.js';
import { planThenStore } from './plan-then-store.js';
import type { Arrivals } from './receive/arrivals.js';
import { append, type Prepared, type Stored } from './stages/append.js';
import { authenticate } from './stages/authenticate.js';
import { decidedFor } from './stages/decide.js';
import { decode } from './stages/decode.js';
import { gate, type Gated } from './stages/gate.js';
import type { Repeat } from './stages/give.js';
import { placeIdOf } from './stages/origin.js';
import { BEHIND_PARKED, findBlocking, parkingOf, type Parking } from './stages/park.js';
import { plan, type Outcome, type Planned, type Planning } from './stages/plan.js';
import { receipt } from './stages/receipt.js';
import { sealAll } from './stages/sealing.js';
import { andThen, type SetAside, type Underway } from './stages/underway.js';
import { validate, type Validated } from './stages/validate.js';

export interface Intake {
  /** Of the program. */
  readonly version: string;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly registry: AgencyRegistry;
  readonly reader: EventReader;
  readonly rulesetAt: (now: Date) => RuleSet;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly memory: IntakeMemory;
  readonly known: KnownItems;
  readonly defects: DefectRows;
  /** One batch at a time is planned, and one stored; the next is planned while one is being stored. */
  readonly turns: { readonly planning: Turns; readonly storing: Turns };
  readonly arrivals: Arrivals;
  /** Most events read or planned without a turn for pages, heartbeats and what the store answers. */
  readonly inOneTurn: number;
}

/** What can be told of a message without looking at any other. */
export const readMessages = (
  { registry, reader, vault }: Pick<Intake, 'registry' | 'reader' | 'vault'>,
  messages: readonly FeedMessage[],
): readonly Underway<Validated>[] => {
  const decoded = messages.map(decode(reader));
  const authenticated = andThen(decoded, authenticate(registry));
  return andThen(
    authenticated,
    validate(reader, (text) => vault.digest('content', text)),
  );
};

type PlanningParts = Pick<Intake, 'memory' | 'vault' | 'registry' | 'rulesetAt' | 'clock'>;

export function planningOf(intake: PlanningParts, knowledge: Knowledge): Planning {
  const { vault, registry, rulesetAt, clock } = intake;
  const { intake: decider, position } = intake.memory.known;
  const now = clock();
  return {
    knowledge,
    vantage: { intake: decider, knownTo: position.toString() },
    digest: (...parts) => vault.digest(...parts),
    recipients: decidedFor(registry.recipients),
    ruleset: rulesetAt(now),
    now,
  };
}

export interface PlannedBatch {
  readonly outcomes: ReadonlyMap<Prepared, Outcome>;
  readonly prepared: readonly Prepared[];
  readonly aside: readonly SetAside[];
  /** What waits behind something parked. */
  readonly parked: readonly Parking[];
  /** Taken before, from another place of the feed. */
  readonly again: readonly Again[];
  /** End of the event store before anything was planned. */
  readonly heldUpTo: StorePosition;
  readonly began: number;
}

type Again = Repeat & Pick<Validated, 'firstEventId'>;

/** From decoding to sealing. From here on what is known includes facts that are not yet stored. */
export async function planBatch(
  intake: Intake,
  knowledge: Knowledge,
  messages: readonly FeedMessage[],
): Promise<PlannedBatch> {
  const began = performance.now();
  const fresh = messages.filter((message) => !knowledge.parking.knows(placeIdOf(message)));
  const [heldUpTo = -1n, read] = await Promise.all([intake.store.headPosition(), readEach(intake, fresh)]);
  const { underway, again } = await gate(intake.store, intake.known, read);
  const { planned, aside, parked } = await planEach(intake, planningOf(intake, knowledge), underway);
  const parts = planned.map((each) => each.prepared);
  const prepared = await inSpan('seal contents', {}, () => sealAll(intake.vault, parts));
  const outcomes = new Map(prepared.map((each, at) => [each, planned[at]?.outcome ?? 'withheld']));
  return { outcomes, prepared, aside, parked, again: again.map(repeatOf), heldUpTo, began };
}

const repeatOf = ({ message, item, event, firstEventId }: Validated): Again => ({
  ...{ message, item, firstEventId, sourceEventId: event.id },
});

interface Sorted {
  readonly planned: Planned[];
  readonly aside: SetAside[];
  readonly parked: Parking[];
}

async function readEach(intake: Intake, messages: readonly FeedMessage[]) {
  const read: Underway<Validated>[] = [];
  for (const some of parted(messages, intake.inOneTurn)) {
    read.push(...readMessages(intake, some));
    await turnOfOthers();
  }
  return read;
}

/**
 * One after the other, in the order of the feed: what becomes of one counts for those behind it. What others stored may be
 * taken in meanwhile; it counts as unknown to all of them, and is looked at again.
 */
async function planEach(
  intake: Intake,
  planning: Planning,
  gated: readonly Underway<Gated>[],
): Promise<Sorted> {
  const sorted: Sorted = { planned: [], aside: [], parked: [] };
  for (const some of parted(gated, intake.inOneTurn)) {
    planSome(intake, planning, some, sorted);
    await turnOfOthers();
  }
  return sorted;
}

function planSome(
  intake: Intake,
  planning: Planning,
  gated: readonly Underway<Gated>[],
  { planned, aside, parked }: Sorted,
): void {
  for (const each of gated) {
    const parking = each.on ? parkedBehind(intake, planning, each.value) : undefined;
    if (parking) {
      planning.knowledge.parking.apply({ type: 'SourceEventParked', data: parking.parked });
      parked.push(parking);
      continue;
    }
    const outcome = each.on ? plan(planning, each.value) : each;
    if (outcome.on) planned.push(outcome.value);
    else aside.push(outcome);
  }
}

function parkedBehind({ version }: Intake, planning: Planning, gated: Gated): Parking | undefined {
  const { knowledge, digest, now } = planning;
  const behind = findBlocking({ ...knowledge, digest }, gated);
  return behind && parkingOf(gated.message, gated.event, { code: BEHIND_PARKED, behind, now, version });
}

/** When it resolves, each message has an outcome in the event store, or is parked there. */
export async function storeBatch(intake: Intake, batch: PlannedBatch): Promise<Stored> {
  const { store, known } = intake;
  const stored = await append(store, batch);
  for (const { item, first, message } of stored.taken)
    known.remember(item, { firstEvent: first.id, place: placeIdOf(message) });
  for (const { item, firstEventId: firstEvent, message } of batch.again)
    known.remember(item, { firstEvent, place: placeIdOf(message) });
  const outcomes = new Map(stored.taken.map((each) => [each, batch.outcomes.get(each) ?? 'withheld']));
  const { aside, appended, given } = stored;
  const ms = performance.now() - batch.began;
  const report = { outcomes, aside, parked: batch.parked.length, given, appended, ms };
  receipt(report, intake.metrics, intake.logger);
  return stored;
}

/** A batch through the memory, the next one being planned while this one is stored. */
export async function processBatch(intake: Intake, messages: readonly FeedMessage[]): Promise<void> {
  await planThenStore(
    intake,
    () => inSpan('plan batch', {}, () => planBatch(intake, intake.memory.known, messages)),
    async (batch) => {
      const stored = await inSpan('store batch', {}, () => storeBatch(intake, batch));
      return stored.conflicts > 0 ? undefined : stored;
    },
  );
}
