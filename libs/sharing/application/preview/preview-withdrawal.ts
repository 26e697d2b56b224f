import type { AgreementId } from '#platform';
import type { AgreementFacts, Decision, ItemFacts, RecipientFacts } from '../../domain/facts.js';
import type { RuleSet } from '../../domain/ruleset.js';
import { decide } from '../../domain/decision/decide.js';
import { isPermitted } from '../../domain/facts.js';

/** An item that stands on the agreement, with everything that its decision takes. */
export interface PreviewedItem {
  readonly item: ItemFacts;
  readonly recipients: readonly RecipientFacts[];
  /** Every agreement of every person in it. */
  readonly agreements: readonly AgreementFacts[];
}

/** What a withdrawal would change for one recipient of one item. */
export interface WithdrawalEffect {
  readonly item: ItemFacts;
  readonly recipient: RecipientFacts;
  readonly before: Decision;
  /** Not permitted: it would be hidden. */
  readonly after: Decision;
}

/**
 * Decides each item as it is, and as if the agreement were withdrawn at that moment. Not as if it had never been: a
 * withdrawal stands against what others agreed to before it, an agreement that is merely absent does not.
 */
export function previewWithdrawal(
  agreement: AgreementId,
  items: readonly PreviewedItem[],
  now: Date,
  ruleset: RuleSet,
): readonly WithdrawalEffect[] {
  const withdrawn = (each: AgreementFacts): AgreementFacts =>
    each.agreement === agreement ? { ...each, status: 'WITHDRAWN', endedAt: now.toISOString() } : each;
  return items.flatMap(({ item, recipients, agreements }) =>
    recipients.flatMap((recipient) => {
      const input = { item, recipient, purpose: item.sharing.purpose, agreements, now };
      const before = decide(input, ruleset);
      if (!isPermitted(before)) return [];
      const after = decide({ ...input, agreements: agreements.map(withdrawn) }, ruleset);
      return [{ item, recipient, before, after }];
    }),
  );
}
