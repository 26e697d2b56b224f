import type { SharedItem } from '#journey';
import {
  decide,
  isPermitted,
  type AgreementFacts,
  type OverrideRecord,
  type RecipientFacts,
  type RuleSet,
} from '#sharing';
import { decideInEmergency } from '../domain/emergency/emergency-danger.js';
import type { GlassBroken } from '../domain/emergency/emergency-events.js';

export interface BasisQuestion {
  readonly recipients: readonly RecipientFacts[];
  readonly agreements: readonly AgreementFacts[];
  /** Those that name the item. */
  readonly overrides: readonly OverrideRecord[];
  /** Emergency views of its people's family. */
  readonly glasses: readonly GlassBroken[];
  readonly now: Date;
  readonly ruleset: RuleSet;
}

/**
 * Whether some team may have the item now, for the purpose it was sent for, or somebody in an emergency: the rule by which
 * intake lets it cease. Pure.
 */
export function hasBasis({ facts }: Pick<SharedItem, 'facts'>, question: BasisQuestion): boolean {
  const { recipients, agreements, overrides, glasses, now, ruleset } = question;
  const { purpose } = facts.sharing;
  const asked = { item: facts, purpose, agreements, overrides, now };
  const forTeam = ({ recipient, role }: RecipientFacts) =>
    decide({ ...asked, recipient: { recipient, role } }, ruleset);
  return (
    recipients.some((each) => isPermitted(forTeam(each))) ||
    glasses.some((glass) => {
      const decision = decideInEmergency(facts, glass, question);
      return decision !== undefined && isPermitted(decision);
    })
  );
}
