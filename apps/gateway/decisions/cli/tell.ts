import type { Change, CheckedRuleset, Comparison, RuleSet } from '#sharing';

const MOST_SHOWN = 50;

/** What a check found, in lines. */
export function tellCheck({ ruleset, faults, unsigned, cases, failing }: CheckedRuleset): string {
  if (!ruleset) return lines('It cannot be used.', ...faults);
  return lines(
    `Rule set ${ruleset.version}, in effect from ${ruleset.effectiveFrom}`,
    unsigned.length === 0 ? `Signed: ${signatures(ruleset)}` : `Not signed: ${unsigned.join(' ')}`,
    `Truth table: ${cases} cases, ${failing.length} fail${failing.length === 0 ? '' : '. It cannot be signed.'}`,
    ...failing
      .slice(0, MOST_SHOWN)
      .flatMap(({ name, mismatches }) => [
        `  ${name}`,
        ...mismatches.map(
          ({ what, expected, got }) =>
            `    ${what}: written down ${inWords(expected)}, answered ${inWords(got)}`,
        ),
      ]),
    ...(failing.length > MOST_SHOWN ? [`  and ${failing.length - MOST_SHOWN} more`] : []),
  );
}

/** What a comparison found, in lines. `what`: of what the questions are. */
export function tellComparison(what: string, { asked, changed, counts, changes }: Comparison): string {
  const widest = Math.max(0, ...counts.map(({ before, after }) => before.length + after.length));
  return lines(
    `${what}: ${asked} asked, ${changed} would change`,
    ...counts.map(
      ({ kind, before, after, count }) =>
        `  ${`${before} -> ${after}`.padEnd(widest + 4)}  ${String(count).padStart(6)}  ${KIND_WORDS[kind]}`,
    ),
    ...(changes.length === 0 ? [] : ['', ...changes.map(lineOf)]),
    ...(changes.length < changed ? [`  and ${changed - changes.length} more (--limit)`] : []),
  );
}

const KIND_WORDS: Readonly<Record<Change['kind'], string>> = {
  OUTCOME: 'another outcome',
  ROW: 'another row',
  DETAIL: 'other bases, cuts or records',
};

const lineOf = ({ id, recipient, before, after }: Change): string =>
  `  ${id}${recipient === undefined ? '' : ` for ${recipient}`}: ${before} -> ${after}`;

const signatures = ({ signedOffBy }: RuleSet): string =>
  signedOffBy.map(({ role, on }) => `${role} on ${on}`).join(', ');

const inWords = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

const lines = (...each: readonly string[]): string => `${each.join('\n')}\n`;
