import type { AgencyRegistry } from '#access';
import type { EventStore } from '#event-store';
import type { FeedMessage } from '#feed';
import type { Clock, Logger, Metrics } from '#platform';
import type { RuleSet } from '#sharing';
import type { Vault } from '#vault';
import type { EventReader } from './event-reader.js';
import type { IntakeMemory } from './memory/intake-memory.js';
import type { KnownItems } from './memory/known-items.js';
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

/**
 * One batch of a topic through every stage. When it resolves, each message has an outcome in the event store. Where it
 * throws after planning, the memory knows more than the store and must be reloaded.
 */
export async function processBatch(intake: Intake, messages: readonly FeedMessage[]): Promise<void> {
  const began = performance.now();
  const { store, vault, known, memory } = intake;
  const { underway } = await gate(store, known, readMessages(intake, messages));
  const planning = planningOf(intake);
  const planned = andThen(underway, (gated) => plan(planning, gated));
  const going = planned.flatMap((each) => (each.on ? [each.value] : []));
  const prepared = await sealAll(
    vault,
    going.map((each) => each.prepared),
  );
  memory.own(prepared.flatMap(({ facts }) => facts.map(({ event }) => event.id)));
  const stored = await append(store, prepared, asideOf(planned));
  for (const { item, first } of stored.taken) known.remember(item, first.id);
  if (stored.conflicts > 0) memory.forget();
  const outcomes = outcomesOf(going, prepared, stored.taken);
  const { aside, appended } = stored;
  receipt({ outcomes, aside, appended, ms: performance.now() - began }, intake.metrics, intake.logger);
}

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
