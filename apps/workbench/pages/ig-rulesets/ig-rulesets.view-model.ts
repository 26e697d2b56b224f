import { currentRuleset, type Change, type Comparison, type RuleSet } from '#sharing';
import { dateWords } from '../../frame/dates.js';
import type { ComparedRuleset } from '../../oversight/ruleset-reads.js';
import { isUuid } from '../form-values.js';

type NameOf = (code: string) => string;

/** What is wrong with what was proposed, and in which field. */
export interface ProposalFault {
  readonly field: 'proposed' | 'file';
  readonly text: string;
}

export function rulesetsPage(rulesets: readonly RuleSet[], now: Date, typed: string, error?: ProposalFault) {
  const inForce = currentRuleset(now).version;
  return {
    title: 'Rule sets',
    section: 'Oversight',
    ...{ typed, error, failed: error !== undefined },
    rows: rulesets.toReversed().map((ruleset) => ({
      version: ruleset.version,
      tag: stateTag(ruleset, inForce, now),
      from: dateWords(new Date(ruleset.effectiveFrom)),
      signatures: ruleset.signedOffBy.map(
        ({ role, name, on }) => `${name}, ${roleInWords(role)}, ${dateWords(new Date(on))}`,
      ),
    })),
  };
}

function stateTag({ version, effectiveFrom }: RuleSet, inForce: string, now: Date) {
  if (version === inForce) return { text: 'In force', classes: 'govuk-tag--green' };
  return new Date(effectiveFrom) > now
    ? { text: 'To come', classes: 'govuk-tag--yellow' }
    : { text: 'Past', classes: 'govuk-tag--grey' };
}

const roleInWords = (role: string): string => role.toLowerCase().replaceAll('_', ' ');

/** What a proposed rule set would change, and why it may or may not be signed. */
export function comparedPage(
  { checked, inForce, cases, past, leftOut, cutShort }: ComparedRuleset,
  nameOf: NameOf,
) {
  const { ruleset, faults, unsigned, failing } = checked;
  return {
    title: ruleset ? `Rule set ${ruleset.version} beside ${inForce.version}` : 'The rule set cannot be used',
    section: 'Oversight',
    faults,
    unsigned,
    cases: checked.cases,
    failing: failing.slice(0, 50).map(({ name, mismatches }) => ({
      name,
      what: mismatches.map(({ what }) => what).join(', '),
    })),
    failingCount: failing.length,
    parts: [
      ...(cases ? [part('truth', 'Cases of the truth table', cases, nameOf)] : []),
      ...(past ? [part('past', 'Past items, each for every team', past, nameOf)] : []),
    ],
    ...{ leftOut, cutShort },
  };
}

const KIND_WORDS: Readonly<Record<Change['kind'], string>> = {
  OUTCOME: 'Another outcome',
  ROW: 'Another row',
  DETAIL: 'Other bases, cuts or records',
};

const part = (
  id: string,
  heading: string,
  { asked, changed, counts, changes }: Comparison,
  nameOf: NameOf,
) => ({
  ...{ id, heading, asked, changed },
  counts: counts.map(({ kind, before, after, count }) => ({ before, after, count, kind: KIND_WORDS[kind] })),
  changes: changes.map((change) => ({
    id: change.id,
    href: isUuid(change.id) ? `/ig/items/${change.id}` : undefined,
    recipient: change.recipient ? nameOf(change.recipient) : '–',
    before: change.before,
    after: change.after,
  })),
  more: changed - changes.length,
});
