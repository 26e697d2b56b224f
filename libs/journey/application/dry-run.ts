import type { ExplainedReason } from '#contracts';
import type { AgencyId } from '#platform';
import type { Decision } from '#sharing';

/** What would become of one event. */
export type DryRunResult =
  | {
      readonly id?: string;
      readonly state: 'would-be-rejected';
      readonly reasons: readonly ExplainedReason[];
    }
  | {
      readonly id: string;
      readonly state: 'would-be-shared' | 'would-be-withheld';
      readonly decisions: readonly RehearsedDecision[];
      /** What was taken as given because only real records could tell. */
      readonly assumes: readonly string[];
    }
  | { readonly id: string; readonly state: 'would-be-noted'; readonly assumes: readonly string[] };

export type RehearsedDecision = Pick<Decision, 'outcome' | 'row' | 'recipient' | 'purpose' | 'ruleset'> & {
  readonly reasons: readonly ExplainedReason[];
};

/** One result for each, in order. What one of them states counts for those behind it, and for nothing else. */
export type DryRun = (agency: AgencyId, events: readonly unknown[]) => readonly DryRunResult[];
