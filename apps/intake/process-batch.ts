import type { AgencyRegistry } from '#access';
import type { EventStore } from '#event-store';
import type { FeedMessage } from '#feed';
import { unavailable, type Clock, type Logger, type Metrics } from '#platform';
import type { RuleSet } from '#sharing';
import type { Vault } from '#vault';
import type { DefectRows } from './defect-rows.js';
import type { EventReader } from './event-reader.js';
import type { IntakeMemory } from './memory/intake-memory.js';
import type { KnownItems } from './memory/known-items.js';
import type { Turns } from './memory/turns.js';
import { append, type Prepared } from './stages/append.js';
import { authenticate } from './stages/authenticate.js';
import { decidedFor } from './stages/decide.js';
import { decode } from './stages/decode.js';
import { gate } from './stages/gate.js';
import { plan, type Outcome, type Planned, type Planning } from './stages/plan.js';
import { receipt } from './stages/receipt.js';
import { sealAll } from './stages/sealing.js';
import { andThen, type SetAside, type Underway } from './stages/underway.js';
import { validate, type Validated } from './stages/validate.js';

export interface Intake {
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

export function planningOf({ memory, vault, registry, rulesetAt, clock }: Intake): Planning {
  const now = clock();
  const digest = (...parts: readonly string[]) => vault.digest(...parts);
  const recipients = decidedFor(registry.recipients);
  return { memory, digest, recipients, ruleset: rulesetAt(now), now };
}

export interface PlannedBatch {
  readonly going: readonly Planned[];
  readonly prepared: readonly Prepared[];
  readonly aside: readonly SetAside[];
  /** Of the memory that it was planned on. */
  readonly edition: number | undefined;
  readonly began: number;
}

/** From decoding to sealing. From here on the memory knows facts that are not yet stored. */
export async function planBatch(intake: Intake, messages: readonly FeedMessage[]): Promise<PlannedBatch> {
  const began = performance.now();
  const { store, vault, known, memory } = intake;
  await memory.whole();
  const { underway } = await gate(store, known, readMessages(intake, messages));
  const planning = planningOf(intake);
  const edition = memory.edition;
  const planned = andThen(underway, (gated) => plan(planning, gated));
  const going = planned.flatMap((each) => (each.on ? [each.value] : []));
  const prepared = await sealAll(
    vault,
    going.map((each) => each.prepared),
  );
  memory.own(prepared.flatMap(({ facts }) => facts.map(({ event }) => event.id)));
  return { going, prepared, aside: asideOf(planned), edition, began };
}

/**
 * When it resolves, each message has an outcome in the event store. Throws `INTAKE.PLANNED_ON_FORGOTTEN`, to be planned
 * again, where the batch before it could not be stored.
 */
export async function storeBatch(intake: Intake, batch: PlannedBatch): Promise<void> {
  const { store, known, memory } = intake;
  if (batch.edition !== memory.edition) throw plannedOnForgotten();
  const stored = await append(store, batch.prepared, batch.aside);
  for (const { item, first } of stored.taken) known.remember(item, first.id);
  if (stored.conflicts > 0) memory.forget();
  const outcomes = outcomesOf(batch.going, batch.prepared, stored.taken);
  const { aside, appended } = stored;
  const ms = performance.now() - batch.began;
  receipt({ outcomes, aside, appended, ms }, intake.metrics, intake.logger);
}

const plannedOnForgotten = () =>
  unavailable(
    'INTAKE.PLANNED_ON_FORGOTTEN',
    'The batch before could not be stored, so this is planned again',
  );

const asideOf = <T>(underway: readonly Underway<T>[]): readonly SetAside[] =>
  underway.flatMap((each) => (each.on ? [] : [each]));

function outcomesOf(
  planned: readonly Planned[],
  prepared: readonly Prepared[],
  taken: readonly Prepared[],
): ReadonlyMap<Prepared, Outcome> {
  const all = new Map(prepared.map((each, at) => [each, planned[at]?.outcome ?? 'withheld']));
  return new Map(taken.map((each) => [each, all.get(each) ?? 'withheld']));
}
