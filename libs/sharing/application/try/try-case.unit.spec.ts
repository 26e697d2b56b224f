import fc from 'fast-check';
import { DECISION_CASE_SCHEMAS } from '#contracts';
import {
  AUTHORISER_PROFESSIONS,
  currentRuleset,
  decide,
  findRuleset,
  PARENTAL_GROUNDS,
  tableAsCases,
  tryCase,
  type Trying,
} from '../../index.js';
import { aQuestion } from '../../testing/arbitraries.js';
import { checkCase } from '../truth-table/check-case.js';
import { factsOf, inputOf, rulesFor } from '../truth-table/given.js';
import { readTable } from '../truth-table/read-table.js';

const trying: Trying = { now: new Date('2026-11-25T10:00:00Z'), rulesetAt: currentRuleset, findRuleset };
const ask = (value: unknown) => tryCase(value, trying);
const PERSONAL = { sector: 'health', sensitivity: 'P' };

describe('A case that is only tried', () => {
  const table = readTable().flatMap(({ cases }) => cases);

  it('is answered as the truth table says, every case of it', () => {
    const ruleset = findRuleset('2026-11.2');
    if (!ruleset) throw new Error('The rule set is gone');
    const sent = tableAsCases('2026-11.2');
    table.forEach((each, at) => {
      const { given = {}, name } = each;
      const answer = ask(JSON.parse(JSON.stringify(sent[at])));
      const decision = decide(inputOf(given), rulesFor(given, ruleset));
      expect(answer).toMatchObject({ name, outcome: decision.outcome, reasons: decision.reasons });
      expect(answer.row).toBe(decision.row);
      expect([answer.unread, checkCase(each, ruleset)]).toEqual([undefined, []]);
    });
  });

  it('is asked under the rule set in force at its time, or the one it names', () => {
    expect(ask({ facts: PERSONAL }).ruleset).toBe('2026-11.2');
    expect(ask({ facts: PERSONAL, now: '2026-11-24T23:59:59Z' }).ruleset).toBe('2026-11.1');
    expect(ask({ facts: PERSONAL, ruleset: '2026-11.1' }).ruleset).toBe('2026-11.1');
  });

  it.each([
    [
      'a version that is not there',
      { facts: PERSONAL, ruleset: '1999-01.1' },
      'RULESET.UNKNOWN',
      ['/ruleset'],
    ],
    [
      'a time before any rule set',
      { facts: PERSONAL, now: '2020-01-01T00:00:00Z' },
      'RULESET.UNKNOWN',
      ['/ruleset'],
    ],
    ['a time that cannot be read', { facts: PERSONAL, now: 'soon' }, 'DECISION.FACTS_NOT_READ', ['/now']],
    ['nothing', undefined, 'DECISION.FACTS_NOT_READ', ['']],
    [
      'a fact misspelt',
      { facts: { ...PERSONAL, restrictd: [] } },
      'DECISION.FACTS_NOT_READ',
      ['/facts/restrictd'],
    ],
    [
      'a class that does not exist, which must not pass for no class',
      { facts: { ...PERSONAL, restricted: ['MARACC'], agreements: [] } },
      'DECISION.FACTS_NOT_READ',
      ['/facts/restricted/0'],
    ],
    ['no sensitivity', { facts: { sector: 'health' } }, 'DECISION.FACTS_NOT_READ', ['/facts/sensitivity']],
  ])('is answered no, and told where it cannot be read: %s', (_, value, reason, unread) => {
    expect(ask(value)).toMatchObject({
      ...{ outcome: 'DENY', row: 'D10', reasons: [reason], unread },
      contentMayBeShown: false,
    });
  });

  it('has exactly one answer whatever JSON is sent', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(ask(value)).toMatchObject({ outcome: 'DENY', row: 'D10' });
        expect(ask({ facts: value }).outcome).toBe('DENY');
      }),
      { numRuns: 1_000 },
    );
  });

  it('has exactly one answer where one fact of a likely case is anything at all', () => {
    const facts = aQuestion.map((given) => factsOf(given) as unknown as Record<string, unknown>);
    fc.assert(
      fc.property(facts, fc.nat(), fc.jsonValue(), (likely, at, value) => {
        const name = Object.keys(likely)[at % Object.keys(likely).length] ?? 'purpose';
        const answer = ask({ facts: JSON.parse(JSON.stringify({ ...likely, [name]: value })) as unknown });
        expect(['PERMIT', 'MUST_SHARE', 'ADVISE', 'DENY', 'HOLD']).toContain(answer.outcome);
        expect(answer.row !== undefined || answer.modifiers.length > 0).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells of every row what it lacks, where it is asked to explain', () => {
    const { rows } = ask({ facts: { ...factsOf({}), viewer: {} }, explain: true });
    expect(rows?.map(({ row }) => row).join(' ')).toBe('G1 G2 D1 D2 D3 D4 D5 D6 D7 D8 D9 D10');
    expect(rows?.find(({ row }) => row === 'D6')).toEqual({
      ...{ row: 'D6', matches: false, unmet: ['everySubjectAgreesOrIsCut'] },
      ...{ missing: ['AGREEMENT.NOT_ASKED'], shutBy: ['VIEWER_UNRELATED'] },
    });
    expect(rows?.at(-1)).toMatchObject({ row: 'D10', matches: true, shutBy: [] });
  });

  it('says what is missing: nothing of a yes, the confirmation of advice, the modifier behind a hold', () => {
    const missing = (given: Parameters<typeof factsOf>[0]) => ask({ facts: factsOf(given) }).missing;
    expect(missing({ agreements: [{}] })).toEqual([]);
    expect(missing({ judgement: { kind: 'RELEVANT_AND_MAY_HELP' } })).toEqual(['DUTY.NOT_CONFIRMED']);
    expect(missing({ restricted: ['MARAC'] })).toEqual([]);
    const part3 = { agency: 'urn:agency:force:41', sector: 'police', sensitivity: 'C' } as const;
    expect(missing({ ...part3, restricted: ['SENSITIVE_SERVICE'], judgement: {} })).toEqual([
      'BASIS.NOT_AUTHORISED_BY_LAW',
    ]);
  });

  it('takes the very words that the rules know', () => {
    const listed = (schema: string, property: string): unknown =>
      (DECISION_CASE_SCHEMAS[schema]?.properties?.[property] as { enum?: unknown } | undefined)?.enum;
    expect(listed('CaseAgreement', 'ground')).toEqual([...PARENTAL_GROUNDS]);
    expect(JSON.stringify(DECISION_CASE_SCHEMAS['CaseOverride'])).toContain(
      JSON.stringify([...AUTHORISER_PROFESSIONS]),
    );
  });
});
