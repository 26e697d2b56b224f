import type { AppendOutcome, EventStore, NewEvent, StorePosition } from '#event-store';
import type { HeldItem, ItemReleased, OpenedInEmergency } from '#journey';
import type { Uuid } from '#platform';
import { isPermitted, type Decision } from '#sharing';
import type { IdentityFact } from '#identity';
import type { Own } from '../memory/known-facts.js';
import { identityEvent, ownFact } from '../stages/identity-facts.js';
import { contentOf } from '../stages/item-content.js';
import { metadataOf, type EventFor } from '../stages/origin.js';
import { emergenciesOf } from '../stages/emergency.js';
import { decideItem, lastingOf, observed, resolve, type Planning } from '../stages/plan.js';
import { both, mapSealing, together, type Sealing } from '../stages/sealing.js';
import { originOf, type Validated } from '../stages/validate.js';
import { consequenceId, type Change } from './change.js';
import { isSetAside, planDecided } from './set-aside.js';
import type { Trigger } from './triggers.js';

export interface Release {
  readonly held: HeldItem;
  /** Absent where it stays a stub. */
  readonly released?: NewEvent;
  /** Of a stub that could not be decided before. */
  readonly decided?: Change | undefined;
  /** Who it is about is a fact all the same. */
  readonly facts: readonly EventFor[];
  /** The same, as they are known from now on. */
  readonly own: readonly Own<IdentityFact>[];
}

/** Whether deciding the stub again now would store anything. */
export function comesUp(planning: Planning, held: HeldItem, validated: Validated): boolean {
  const { sightings, permitted } = lookAgain(planning, validated);
  return sightings.length + permitted.length > 0 || isSetAside(held);
}

function lookAgain(planning: Planning, validated: Validated) {
  const resolution = resolve(planning, validated);
  const decisions = decideItem(planning, resolution.facts);
  const teams = decisions.filter(isPermitted);
  const inEmergency = teams.length > 0 ? [] : emergenciesOf(planning, resolution.facts);
  const permitted = [...teams, ...inEmergency.map(({ decision }) => decision)];
  return { ...resolution, decisions, teams, inEmergency, permitted };
}

/** The stub decided again with what is known now. */
export function planRelease(
  planning: Planning,
  held: HeldItem,
  validated: Validated,
  trigger: Trigger,
): Sealing<Release> {
  const looked = lookAgain(planning, validated);
  const { facts, subjects, sightings, decisions, teams, inEmergency, permitted } = looked;
  if (permitted.length === 0) {
    const own = sightings.map(ownFact);
    const decided = planDecided(planning, held, looked, trigger.cause);
    return mapSealing(factEvents(planning, validated, own), (facts) => ({ held, decided, facts, own }));
  }
  const own = [...sightings, ...observed(planning, validated, permitted)].map(ownFact);
  const because = becauseOf(trigger, teams, inEmergency);
  const content = contentOf(validated, facts, subjects);
  return both(content, factEvents(planning, validated, own), (sealed, follow) => ({
    held,
    released: {
      id: consequenceId(held, 'ItemReleased', trigger.cause),
      type: 'ItemReleased',
      data: {
        ...{ ...originOf(validated), content: sealed, decisions, because },
        ...lastingOf(planning, facts, inEmergency),
        ...(inEmergency.length > 0 && { inEmergency }),
      } satisfies ItemReleased,
      metadata: {
        ...metadataOf(validated.message, { ...planning.vantage, causationId: trigger.cause }),
        actor: 'hub:intake',
      },
    },
    facts: follow,
    own,
  }));
}

const factEvents = (
  { vantage }: Planning,
  { message, firstEventId }: Validated,
  own: readonly Own<IdentityFact>[],
): Sealing<readonly EventFor[]> =>
  together(own.map((fact) => identityEvent(message, { ...vantage, causationId: firstEventId }, fact)));

function becauseOf(
  trigger: Trigger,
  permitted: readonly Decision[],
  [opened]: readonly OpenedInEmergency[],
): ItemReleased['because'] {
  if (opened) return { glass: opened.glass };
  if (trigger.kind === 'EMERGENCY' || trigger.kind === 'LAPSED') return {};
  if (trigger.kind === 'LINKED') return { record: trigger.record };
  if (trigger.kind === 'CONTENT' || trigger.kind === 'OVERTAKEN') return standing(permitted);
  if (trigger.kind === 'OVERRIDDEN') {
    const { override } = trigger;
    return permitted.some(({ overrides = [] }) => overrides.includes(override)) ? { override } : {};
  }
  const stands = permitted.some(({ standsOn }) => standsOn.includes(trigger.agreement));
  const record = trigger.kind === 'GIVEN' ? { record: trigger.record } : {};
  return stands ? { agreement: trigger.agreement, ...record } : record;
}

/** What asked for the content may have ended since; what it stands on now is what counts. */
function standing(permitted: readonly Decision[]): ItemReleased['because'] {
  const [agreement] = permitted.flatMap(({ standsOn }) => standsOn);
  if (agreement !== undefined) return { agreement };
  const [override] = permitted.flatMap(({ overrides = [] }) => overrides);
  return override === undefined ? {} : { override: override as Uuid };
}

export interface Changed {
  /** Those that are stored. */
  readonly applied: readonly Change[];
  /** An item was changed by others: it has to be looked at again, once the view has come to `position`. */
  readonly isBehind: boolean;
  /** Where the store holds the last of what it was asked to change, whoever changed it. */
  readonly position: StorePosition;
}

/** What became of a change: `ERASED` where its item is gone for good, and there is nothing more to change. */
interface Became {
  readonly change: Change;
  readonly now: 'APPLIED' | 'CHANGED_BY_OTHERS' | 'ERASED';
  readonly position: StorePosition;
}

/**
 * Appends on the revision that was looked at. Another revision means the same change made before a crash, or a view
 * that was behind.
 */
export async function applyChanges(store: EventStore, changes: readonly Change[]): Promise<Changed> {
  const outcomes = await store.appendMany(
    changes.map(({ stream, expected, event }) => ({ stream, expected, events: [event] })),
  );
  const became = await Promise.all(changes.map((change, at) => becameOf(store, change, outcomes[at])));
  return {
    applied: became.filter(({ now }) => now === 'APPLIED').map(({ change }) => change),
    isBehind: became.some(({ now }) => now === 'CHANGED_BY_OTHERS'),
    position: became.reduce((last, { position }) => (position > last ? position : last), -1n),
  };
}

async function becameOf(
  store: EventStore,
  change: Change,
  outcome: AppendOutcome | undefined,
): Promise<Became> {
  if (outcome?.ok) return { change, now: 'APPLIED', position: outcome.position };
  if (outcome?.reason === 'STREAM_DELETED') return { change, now: 'ERASED', position: -1n };
  const events = await store.readStream(change.stream);
  const isThere = events.some(({ id }) => id === change.event.id);
  const position = events.at(-1)?.position ?? -1n;
  return { change, now: isThere ? 'APPLIED' : 'CHANGED_BY_OTHERS', position };
}
