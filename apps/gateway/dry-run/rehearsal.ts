import type { DryRunResult } from '#journey';
import type { ItemId, Uuid } from '#platform';
import { isPermitted } from '#sharing';
import { agreementsOf } from '../../intake/memory/known-facts.js';
import { SAME_ID_OTHER_CONTENT } from '../../intake/stages/append.js';
import { decideForEach } from '../../intake/stages/decide.js';
import { decideNotice } from '../../intake/stages/decide-notice.js';
import { ownAgreement } from '../../intake/stages/identity-facts.js';
import { observed, resolve, type Planning } from '../../intake/stages/plan.js';
import type { Reason } from '../../intake/stages/underway.js';
import type { Validated } from '../../intake/stages/validate.js';
import { agreementAssumed } from './agreement-assumed.js';
import { AGREEMENT_HELD, AS_STATED, assumptionOf, NOBODY_ELSE, NOTICE_ASSUMES, rehearsed } from './told.js';

export type Take = (validated: Validated) => DryRunResult | { readonly reasons: readonly Reason[] };

/** Takes one event after the other, as intake does, into a memory that is gone when the answer is given. */
export function startRehearsal(planning: Planning): Take {
  const contents = new Map<ItemId, Uuid>();
  return (validated) => {
    const { item, firstEventId, event } = validated;
    const before = contents.get(item) ?? firstEventId;
    contents.set(item, before);
    if (before !== firstEventId) return { reasons: [{ code: SAME_ID_OTHER_CONTENT }] };
    return event.type.startsWith('agreement.')
      ? takeNotice(planning, validated)
      : takeItem(planning, validated);
  };
}

function takeNotice(planning: Planning, validated: Validated): ReturnType<Take> {
  const { knowledge, ruleset } = planning;
  const { event, firstEventId } = validated;
  const { id } = event;
  const noted = { id, state: 'would-be-noted', assumes: NOTICE_ASSUMES } as const;
  const defaultMonths = ruleset.parameters.agreementDefaultMonths;
  const answer = decideNotice(event, { held: knowledge.agreements, defaultMonths, repeat: false });
  if (!answer?.ok) {
    const reasons = answer?.reasons ?? [];
    return reasons.every(isUnknownHere) ? { ...noted, assumes: [AGREEMENT_HELD] } : { reasons };
  }
  resolve(planning, validated);
  for (const fact of answer.events) knowledge.ownAgreement(ownAgreement(firstEventId, fact));
  return noted;
}

/** A real hub may hold the agreement that a notice speaks of. */
const UNKNOWN_HERE: ReadonlySet<string> = new Set(['AGREEMENT.UNKNOWN', 'AGREEMENT.NOT_GIVEN']);
const isUnknownHere = ({ code }: Reason): boolean => UNKNOWN_HERE.has(code);

function takeItem(planning: Planning, validated: Validated): DryRunResult {
  const { knowledge, recipients, now } = planning;
  const { facts } = resolve(planning, validated);
  const stated = agreementsOf(
    knowledge,
    facts.people.map(({ person }) => person),
  );
  const assumed = agreementAssumed(facts, knowledge.agreements, { recipients, now });
  const decisions = decideForEach(planning, facts, [...stated, ...assumed]);
  const permitted = decisions.filter(isPermitted);
  observed(planning, validated, permitted);
  return {
    id: validated.event.id,
    state: permitted.length > 0 ? 'would-be-shared' : 'would-be-withheld',
    decisions: decisions.map(rehearsed),
    assumes: [assumed.length > 0 ? AS_STATED : assumptionOf(stated), NOBODY_ELSE],
  };
}
