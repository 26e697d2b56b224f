import type { AgencyId } from '#platform';
import { closedDaysOf, currentRuleset } from '#sharing';

/** On which days an agency is not expected to send: bank holidays and closures of its calendar in the rule set. */
export function closedAt(now: Date): (agency: AgencyId) => ReadonlySet<string> {
  const { parameters } = currentRuleset(now);
  return (agency) => closedDaysOf(agency, parameters);
}
