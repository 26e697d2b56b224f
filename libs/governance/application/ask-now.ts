import type { Purpose } from '#contracts';
import type { SharedItem } from '#journey';
import type { RecipientId } from '#platform';
import {
  decide,
  explainRows,
  missingFor,
  type AgreementFacts,
  type Decision,
  type OverrideRecord,
  type RecipientFacts,
  type RowExplained,
  type RuleSet,
} from '#sharing';

export interface Asking {
  readonly recipients: readonly RecipientFacts[];
  /** Purposes that people of a team may state. */
  readonly purposesOf: (role: RecipientFacts['role']) => readonly Purpose[];
  readonly agreements: readonly AgreementFacts[];
  /** Those that name the item. */
  readonly overrides: readonly OverrideRecord[];
  readonly now: Date;
  readonly ruleset: RuleSet;
}

/** What the rules say at this moment of one team and purpose, and why. */
export interface AnswerNow {
  readonly recipient: RecipientId;
  readonly purpose: Purpose;
  /** The purpose that its sender shares it for, which the hub decided when it arrived. */
  readonly asSent: boolean;
  readonly decision: Decision;
  /** What it lacks to be a yes. */
  readonly missing: readonly string[];
  readonly rows: readonly RowExplained[];
}

/** The item decided again for every team, for the purpose it was sent for and each that the team may look for. Pure. */
export function askNow({ facts }: Pick<SharedItem, 'facts'>, asking: Asking): readonly AnswerNow[] {
  const { recipients, purposesOf, agreements, overrides, now, ruleset } = asking;
  const sent = facts.sharing.purpose;
  return recipients.flatMap((recipient) =>
    purposesFor(recipient, sent, purposesOf).map((purpose) => {
      const { recipient: id, role } = recipient;
      const input = { item: facts, recipient: { recipient: id, role }, purpose, agreements, overrides, now };
      const decision = decide(input, ruleset);
      return {
        ...{ recipient: id, purpose, asSent: purpose === sent, decision },
        missing: missingFor(decision, input, ruleset),
        rows: explainRows(input, ruleset),
      };
    }),
  );
}

/** Governance is sent nothing: it is asked only for what its own people look for. */
const purposesFor = (
  { role }: RecipientFacts,
  sent: Purpose,
  purposesOf: Asking['purposesOf'],
): readonly Purpose[] => [...new Set<Purpose>([...(role === 'IG' ? [] : [sent]), ...purposesOf(role)])];
