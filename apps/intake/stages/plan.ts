import { hasRestriction } from '#governance';
import { observe, resolveSubjects, type IdentityFact } from '#identity';
import type { ItemEvent, ItemShared, OpenedInEmergency } from '#journey';
import {
  isPermitted,
  overrideRecordsOf,
  standsUntil,
  type AgreementEvent,
  type AgreementNotice,
  type Decision,
  type ItemFacts,
} from '#sharing';
import { itemIdOf } from '#platform';
import { agreementsOf, type Knowledge, type Own } from '../memory/known-facts.js';
import type { Prepared } from './append.js';
import { decideForEach, type Deciding } from './decide.js';
import { decideNotice, sealNotice } from './decide-notice.js';
import { emergenciesOf } from './emergency.js';
import type { Gated } from './gate.js';
import { agreementEvent, identityEvent, ownAgreement, ownFact } from './identity-facts.js';
import { contentOf } from './item-content.js';
import { factsOf, type ResolvedSubject } from './item-facts.js';
import { metadataOf, type Vantage } from './origin.js';
import { resolvedSubjects, statedItemOf } from './resolve.js';
import { both, mapSealing, nothingToSeal, together, type Sealing } from './sealing.js';
import { goOn, setAside, type Underway } from './underway.js';
import { originOf, type Validated } from './validate.js';

export interface Planning extends Deciding {
  readonly knowledge: Knowledge;
  readonly vantage: Vantage;
  readonly digest: (...parts: readonly string[]) => string;
}

export type Outcome = 'shared' | 'withheld' | 'noted';
export interface Planned {
  readonly outcome: Outcome;
  readonly prepared: Sealing<Prepared>;
}

/**
 * Resolve and decide, in the order of the feed: what is found of one event counts for those behind it. From here on
 * what is known includes facts that are not yet stored.
 */
export function plan(planning: Planning, gated: Gated): Underway<Planned> {
  const { knowledge, ruleset } = planning;
  const defaultMonths = ruleset.parameters.agreementDefaultMonths;
  const noticing = { held: knowledge.agreements, defaultMonths, repeat: gated.repeat };
  const answer = decideNotice(gated.event, noticing);
  if (!answer) return goOn(planItem(planning, gated));
  if (!answer.ok) return setAside(gated.message, answer.reasons, gated.event.id);
  return goOn(planNotice(planning, gated, answer.notice, answer.events));
}

function planItem(planning: Planning, gated: Gated): Planned {
  const { facts, subjects, sightings } = resolve(planning, gated);
  const decisions = decideItem(planning, facts);
  const teams = decisions.filter(isPermitted);
  const inEmergency = teams.length > 0 ? [] : emergenciesOf(planning, facts);
  const permitted = [...teams, ...inEmergency.map(({ decision }) => decision)];
  if (permitted.length === 0) {
    const first = nothingToSeal(withheld(gated, facts, decisions));
    return { outcome: 'withheld', prepared: prepare(planning, gated, first, sightings) };
  }
  const content = contentOf(gated, facts, subjects);
  const first = mapSealing(content, (sealed): ItemEvent => ({
    type: 'ItemShared',
    data: {
      ...{ ...originOf(gated), content: sealed, decisions, ...lastingOf(planning, facts, inEmergency) },
      ...(inEmergency.length > 0 && { inEmergency }),
    },
  }));
  const observations = observed(planning, gated, permitted);
  return { outcome: 'shared', prepared: prepare(planning, gated, first, [...sightings, ...observations]) };
}

export interface Resolution {
  readonly facts: ItemFacts;
  readonly subjects: readonly ResolvedSubject[];
  readonly sightings: readonly IdentityFact[];
}

/** Who the item is about, and what is new about who they are. */
export function resolve({ knowledge, digest }: Planning, validated: Validated): Resolution {
  const { event, agency, item, message } = validated;
  const stated = statedItemOf(event, agency, item);
  const sightings = resolveSubjects(knowledge.identity, stated, { digest, now: message.appendedAt });
  const subjects = resolvedSubjects(knowledge.identity, stated);
  return { facts: factsOf(event, agency, item, subjects), subjects, sightings };
}

/** With agreements and overrides as they stand. */
export const decideItem = (planning: Planning, facts: ItemFacts): readonly Decision[] =>
  decideForEach(
    planning,
    facts,
    agreementsOf(
      planning.knowledge,
      facts.people.map(({ person }) => person),
    ),
    overrideRecordsOf(planning.knowledge.overrides.naming(facts.item), planning.now),
  );

/** Until when what is decided of the item now stands, as far as time alone may change it. */
export function lastingOf(
  { knowledge, ruleset, now }: Planning,
  item: ItemFacts,
  inEmergency: readonly OpenedInEmergency[],
): Pick<ItemShared, 'standsUntil'> {
  const overrides = overrideRecordsOf(knowledge.overrides.naming(item.item), now);
  const ends = inEmergency.map(({ until }) => Date.parse(until));
  const until = standsUntil({ item, now, overrides }, ruleset.parameters, ends);
  return until === undefined ? {} : { standsUntil: until };
}

/** Of an item that may be shared; a third party whom any recipient may not see is left out for all. */
export function observed(
  { knowledge, digest }: Planning,
  { event, agency, item, message }: Validated,
  permitted: readonly Decision[],
): readonly IdentityFact[] {
  if (event.data.retracts !== undefined) return [];
  const redact = permitted.flatMap((decision) => decision.redact);
  const stated = statedItemOf(event, agency, item);
  return observe(knowledge.identity, stated, { digest, now: message.appendedAt, redact });
}

/** Nothing of a restricted item is told, not even its kind. */
function withheld(gated: Gated, facts: ItemFacts, decisions: readonly Decision[]): ItemEvent {
  const restricted = hasRestriction(facts);
  const { retracts } = gated.event.data;
  const existenceMayBeTold = !restricted && retracts === undefined && facts.sharing.existenceMayBeTold;
  const records = facts.people.filter(({ party }) => party === 'SUBJECT').map(({ record }) => record);
  const kind = existenceMayBeTold ? { kind: facts.kind } : {};
  return {
    type: 'ItemWithheld',
    data: {
      ...originOf(gated),
      ...kind,
      existenceMayBeTold,
      records,
      decisions,
      ...(restricted && { restricted }),
      ...(retracts === undefined ? {} : { retracts: itemIdOf(gated.agency, retracts) }),
    },
  };
}

function planNotice(
  planning: Planning,
  gated: Gated,
  notice: AgreementNotice,
  events: readonly AgreementEvent[],
): Planned {
  const { sightings } = resolve(planning, gated);
  const own = events.map((event) => ownAgreement(gated.firstEventId, event));
  for (const event of own) planning.knowledge.ownAgreement(event);
  const taken: ItemEvent = {
    type: 'AgreementNoticeTaken',
    data: { ...originOf(gated), agreement: notice.agreement, type: gated.event.type },
  };
  const sealed = own.map((each) => ({ own: each, sealing: sealNotice(notice, each.fact) }));
  return {
    outcome: 'noted',
    prepared: prepare(planning, gated, nothingToSeal(taken), sightings, sealed),
  };
}

interface Stated {
  readonly own: Own<AgreementEvent>;
  readonly sealing: Sealing<AgreementEvent>;
}

function prepare(
  { knowledge, vantage }: Planning,
  gated: Gated,
  first: Sealing<ItemEvent>,
  identity: readonly IdentityFact[],
  agreements: readonly Stated[] = [],
): Sealing<Prepared> {
  const { message, item, event, firstEventId } = gated;
  const own = identity.map(ownFact);
  knowledge.ownIdentity(own);
  const decided = { ...vantage, causationId: firstEventId };
  const facts = together([
    ...own.map((fact) => identityEvent(message, decided, fact)),
    ...agreements.map((each) =>
      mapSealing(each.sealing, (sealed) => agreementEvent(message, decided, each.own, sealed)),
    ),
  ]);
  const metadata = metadataOf(message, vantage);
  return both(first, facts, (taken, facts) => ({
    message,
    sourceEventId: event.id,
    item,
    first: { id: firstEventId, ...taken, metadata },
    facts,
  }));
}
