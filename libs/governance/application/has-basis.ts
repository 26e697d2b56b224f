import type { SharedItem } from '#journey';
import { decide, isPermitted, type AgreementFacts, type RecipientFacts, type RuleSet } from '#sharing';

export interface BasisQuestion {
  readonly recipients: readonly RecipientFacts[];
  readonly agreements: readonly AgreementFacts[];
  readonly now: Date;
  readonly ruleset: RuleSet;
}

/** Whether some team may have the item now, for the purpose it was sent for: the rule by which intake lets it cease. Pure. */
export function hasBasis(
  { facts }: Pick<SharedItem, 'facts'>,
  { recipients, agreements, now, ruleset }: BasisQuestion,
): boolean {
  const { purpose } = facts.sharing;
  return recipients.some(({ recipient, role }) =>
    isPermitted(decide({ item: facts, recipient: { recipient, role }, purpose, agreements, now }, ruleset)),
  );
}
