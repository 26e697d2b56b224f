import { hasRestriction } from '#governance';
import type { HeldItem, ItemCeased, ItemDecidedAgain } from '#journey';
import { derivedUuid, type Uuid } from '#platform';
import type { Decision, ItemFacts } from '#sharing';
import { itemStream } from '../stages/origin.js';
import type { Planning } from '../stages/plan.js';
import { becauseOf } from './because-of.js';
import { consequenceId, type Change } from './change.js';
import { isSoOrFaulty, type Faulty } from './faulty.js';

const SET_ASIDE = 'DECISION.SET_ASIDE';

export const isSetAside = ({ decisions }: Pick<HeldItem, 'decisions'>): boolean =>
  decisions.some(({ reasons }) => reasons.includes(SET_ASIDE));

/**
 * A shared item ceases that cannot be decided again: what it stands on may have ended. Nothing is opened or decided for
 * that. The id follows from what was looked at too, for the same item may be set aside more than once by one cause.
 */
export function ceaseUndecided(planning: Planning, { item, trigger }: Faulty): Change | undefined {
  if (item.state !== 'SHARED') return undefined;
  const revision = derivedUuid('set aside', item.item, String(item.revision));
  const data: ItemCeased = {
    ...{ item: item.item, agency: item.agency, decisions: undecided(planning) },
    ...{ because: becauseOf(trigger), ceasedAt: planning.now.toISOString() },
    ...(isSoOrFaulty(() => hasRestriction(item.facts)) && { restricted: true as const }),
  };
  const metadata = { schemaVersion: 1, actor: 'hub:intake', ...planning.vantage, causationId: trigger.cause };
  return {
    stream: itemStream(item.item),
    expected: item.revision,
    event: { id: consequenceId(item, 'ItemCeased', revision), type: 'ItemCeased', data, metadata },
  };
}

const undecided = ({ recipients, ruleset, now }: Planning): readonly Decision[] =>
  recipients.map(({ recipient }) => ({
    ...{ recipient, outcome: 'DENY', modifiers: [], standsOn: [], reasons: [SET_ASIDE] },
    ...{ alsoMatches: [], redact: [], ruleset: ruleset.version, decidedAt: now.toISOString() },
  }));

/** Of a stub that had ceased because it could not be decided: why nobody may have it, now that this can be told. */
export function planDecided(
  planning: Planning,
  held: HeldItem,
  { facts, decisions }: { readonly facts: ItemFacts; readonly decisions: readonly Decision[] },
  cause: Uuid,
): Change | undefined {
  if (!isSetAside(held)) return undefined;
  const { item, agency } = held;
  const data: ItemDecidedAgain = {
    ...{ item, agency, decisions, because: {}, decidedAt: planning.now.toISOString() },
    ...(hasRestriction(facts) && { restricted: true as const }),
  };
  const metadata = { schemaVersion: 1, actor: 'hub:intake', ...planning.vantage, causationId: cause };
  const id = consequenceId(held, 'ItemDecidedAgain', derivedUuid(cause, String(held.revision)));
  return {
    stream: itemStream(item),
    expected: held.revision,
    event: { id, type: 'ItemDecidedAgain', data, metadata },
  };
}
