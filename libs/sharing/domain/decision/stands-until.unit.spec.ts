import fc from 'fast-check';
import { decide, isPermitted, loadRulesets, standsUntil } from '../../index.js';
import { inputOf, rulesFor, type Given } from '../../application/truth-table/given.js';
import { aQuestion } from '../../testing/arbitraries.js';
import type { AgreementFacts, Decision, DecisionInput } from '../facts.js';

const rulesets = loadRulesets();
const latest = rulesets.at(-1);
if (!latest) throw new Error('There is no rule set');
const DAY = 86_400_000;

/** Agreements have ends of their own. */
const lasting = ({
  reviewAt: _review,
  groundUntil: _ground,
  ...agreement
}: AgreementFacts): AgreementFacts => ({
  ...agreement,
  ...{ givenAt: '2025-01-01T09:00:00Z', expiresAt: '2099-12-31' },
  ...(agreement.status === 'GIVEN' ? {} : { endedAt: '2025-02-01' }),
});
const asked = aQuestion.map((given) => {
  const input = inputOf(given);
  return { given, input: { ...input, agreements: input.agreements.map(lasting) } };
});

/** Moments near those at which something ends, and any other. */
const aMoment = fc.oneof(
  fc
    .record({
      day: fc.constantFrom(
        '2026-11-23',
        '2026-12-10',
        '2027-02-28',
        '2026-11-21',
        '2026-12-18',
        '2028-11-01',
      ),
      days: fc.integer({ min: -1, max: 28 }),
      ms: fc.constantFrom(-1, 0, 1, 9 * 3_600_000, 9 * 3_600_000 + 1),
    })
    .map(({ day, days, ms }) => Date.parse(day) + days * DAY + ms),
  fc.integer({ min: Date.parse('2026-07-10'), max: Date.parse('2046-01-01') }),
);

/** When a record is owed by moves with the day; everything else stands. */
const answered = ({ decidedAt: _at, owes: _owes, ...decision }: Decision) => decision;

describe.each(rulesets.map((ruleset) => [ruleset.version, ruleset] as const))(
  'Under rule set %s',
  (_version, ruleset) => {
    const at = (input: DecisionInput, given: Given, moment: number) =>
      decide({ ...input, now: new Date(moment) }, rulesFor(given, ruleset));

    it('what is decided stands until the moment that is told, whatever is asked', () => {
      fc.assert(
        fc.property(asked, aMoment, ({ input, given }, moment) => {
          const until = standsUntil(input, rulesFor(given, ruleset).parameters);
          const now = input.now.getTime();
          if (moment < now || (until !== undefined && moment >= Date.parse(until))) return;
          expect(answered(at(input, given, moment))).toEqual(answered(at(input, given, now)));
        }),
        { numRuns: 2_000 },
      );
    });

    it('the moments drawn for that law are near enough for it to mean something', () => {
      const drawn = fc.sample(fc.tuple(asked, aMoment), { numRuns: 3_000, seed: 1 });
      const changed = drawn.filter(([{ input, given }, moment]) => {
        const now = input.now.getTime();
        const before = at(input, given, now);
        return moment > now && isPermitted(before) && !isPermitted(at(input, given, moment));
      });
      expect(changed.length).toBeGreaterThan(50);
    });
  },
);

describe('What is decided stands', () => {
  const untilOf = (given: Given, besides?: readonly number[]) =>
    standsUntil(inputOf({ people: [], ...given }), latest.parameters, besides);
  const judgement = {
    kind: 'SIGNIFICANT_HARM' as const,
    madeAt: '2026-11-20T09:00:00Z',
    reviewBy: '2027-01-31',
  };

  it.each<[what: string, given: Given, until: string]>([
    ['for 28 days from a judgement', { judgement }, '2026-12-18T09:00:00.001Z'],
    [
      'until a judgement is reviewed',
      { judgement: { ...judgement, reviewBy: '2026-12-10' } },
      '2026-12-11T00:00:00.000Z',
    ],
    [
      'until a judgement is taken back',
      { judgement: { ...judgement, withdrawnAt: '2026-12-01T12:00:00Z' } },
      '2026-12-01T12:00:00.000Z',
    ],
    [
      'until the first of several judgements ends',
      { judgements: [judgement, { ...judgement, reviewBy: '2026-11-30T10:00:00Z' }] },
      '2026-11-30T10:00:00.000Z',
    ],
    ['to the last day of an order', { orders: [{ until: '2026-12-01' }] }, '2026-12-02T00:00:00.000Z'],
    ['until an order comes into force', { orders: [{ from: '2026-12-01' }] }, '2026-12-01T00:00:00.000Z'],
    [
      'until an override record is reviewed',
      { overrides: [{ reviewBy: '2026-12-05' }] },
      '2026-12-06T00:00:00.000Z',
    ],
    [
      'until somebody turns eighteen, for all that is known',
      { people: [{ who: 'child', born: '2008-12' }] },
      '2026-12-01T00:00:00.000Z',
    ],
    [
      'until somebody born on 29 February turns eighteen',
      { people: [{ who: 'child', born: '2009-02-29' }] },
      '2027-03-01T00:00:00.000Z',
    ],
    [
      'until a record that is owed is missed',
      { owing: [{ record: 'OVERRIDE', row: 'D2', disclosedAt: '2026-11-23T09:00:00Z' }] },
      '2026-11-25T00:00:00.000Z',
    ],
  ])('%s', (_what, given, until) => {
    expect(untilOf(given)).toBe(until);
  });

  it('until any other moment that is named, and for ever where nothing ends', () => {
    expect(untilOf({}, [Date.parse('2026-11-24'), Date.parse('2026-11-22')])).toBe(
      '2026-11-24T00:00:00.000Z',
    );
    expect(untilOf({})).toBeUndefined();
  });

  it('on a judgement to the very moment, and not beyond', () => {
    const input = inputOf({ judgement: { ...judgement, kind: 'SIGNIFICANT_HARM' } });
    const until = Date.parse(standsUntil(input, latest.parameters) ?? '');
    const rowAt = (moment: number) => decide({ ...input, now: new Date(moment) }, latest).row;
    expect([rowAt(until - 1), rowAt(until)]).toEqual(['D3', 'D9']);
  });
});
