import type { Recipient } from '#access';
import {
  decide,
  type AgreementFacts,
  type Decision,
  type ItemFacts,
  type OverrideRecord,
  type RuleSet,
} from '#sharing';

export interface Deciding {
  /** Everyone that an item is decided for. */
  readonly recipients: readonly Recipient[];
  readonly ruleset: RuleSet;
  readonly now: Date;
}

/** The item for each recipient, for the purpose its sender shares it for. */
export const decideForEach = (
  { recipients, ruleset, now }: Deciding,
  item: ItemFacts,
  agreements: readonly AgreementFacts[],
  overrides: readonly OverrideRecord[] = [],
): readonly Decision[] =>
  recipients.map(({ recipient, role }) =>
    decide(
      {
        ...{ item, recipient: { recipient, role }, purpose: item.sharing.purpose, agreements, now },
        ...(overrides.length === 0 ? {} : { overrides }),
      },
      ruleset,
    ),
  );

/** Governance reads for audit and rights only, decided when it looks; items are never shared with it at intake. */
export const decidedFor = (recipients: readonly Recipient[]): readonly Recipient[] =>
  recipients.filter(({ role }) => role !== 'IG');
