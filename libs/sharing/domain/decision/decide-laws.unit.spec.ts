import fc from 'fast-check';
import { decide, isPermitted, loadRulesets, parseRuleset } from '../../index.js';
import { aQuestion, aViewer, anAgreement } from '../../testing/arbitraries.js';
import { factsOf, inputOf, rulesFor, type Given } from '../../application/truth-table/given.js';
import { inputFrom } from '../../application/truth-table/case-facts.js';
import { coversMatter } from '../agreements/coverage.js';
import type { AgreementFacts, Decision, DecisionInput, JudgementFacts } from '../facts.js';

interface Asked {
  readonly input: DecisionInput;
  readonly given: Given;
}

const asked = aQuestion.map((given): Asked => ({ given, input: inputOf(given) }));
const RUNS = { numRuns: 1_500 };

const agreementOf = anAgreement.map((terms): AgreementFacts => {
  const [agreement] = inputOf({ agreements: [terms] }).agreements;
  if (!agreement) throw new Error('No agreement was built');
  return agreement;
});
const moreHarm: JudgementFacts = {
  ...{ kind: 'MORE_HARM_THAN_SILENCE', role: 'Nurse', organisation: 'Hospital', named: true, reasoned: true },
  ...{ madeAt: '2026-11-20T09:00:00Z', reviewBy: '2026-12-10' },
};

const seenByNobody = ({ viewer: _nobody, ...input }: DecisionInput): DecisionInput => input;

/** Fewer purposes, recipients and categories, a team for an agency, more exclusions. */
function narrowed(agreement: AgreementFacts, keep: readonly boolean[]): AgreementFacts {
  const kept = <T>(list: readonly T[]) => list.filter((_, index) => keep[index % keep.length]);
  return {
    ...agreement,
    purposes: kept(agreement.purposes),
    recipients: kept(agreement.recipients).map((each) => (each.includes('/') ? each : `${each}/mash`)),
    categories: kept(agreement.categories),
    exclusions: [...agreement.exclusions, ...kept(['school', 'urn:agency:other:NSEH', 'health'])],
  };
}

describe.each(loadRulesets().map((ruleset) => [ruleset.version, ruleset] as const))(
  'Under rule set %s',
  (version, ruleset) => {
    const answer = ({ input, given }: Asked): Decision => decide(input, rulesFor(given, ruleset));
    const permits = (question: Asked): boolean => isPermitted(answer(question));
    const changed = (question: Asked, change: Partial<DecisionInput>): Asked => ({
      ...question,
      input: { ...question.input, ...change },
    });
    /** What is asked with the change is shared only where it is shared without. */
    const neverOpens = (question: Asked, change: Partial<DecisionInput>) => {
      if (permits(changed(question, change))) expect(permits(question)).toBe(true);
    };

    describe('the questions drawn for these laws', () => {
      const rows = fc.sample(asked, { numRuns: 3_000, seed: 1 }).map((question) => answer(question));
      const count = (test: (decision: Decision) => boolean) => rows.filter(test).length;

      it('are answered yes often enough for the laws to mean something', () => {
        expect(count(({ row }) => row === 'D5' || row === 'D6')).toBeGreaterThan(100);
        expect(count(({ row }) => row === 'D2' || row === 'D3')).toBeGreaterThan(100);
        expect(count(({ row }) => row === 'D9')).toBeGreaterThan(100);
        expect(count(({ outcome }) => outcome === 'HOLD')).toBeGreaterThan(100);
      });

      it('reach every row that shares, and every outcome', () => {
        const enabled = ruleset.rows.filter(({ enabled, id }) => enabled && id.startsWith('D'));
        const reached = new Set(rows.map(({ row }) => row));
        expect(enabled.filter(({ id }) => !reached.has(id))).toEqual([]);
        const outcomes = new Set(rows.map(({ outcome }) => outcome)).size;
        expect(outcomes).toBe(enabled.some(({ id }) => id === 'D4') ? 5 : 3);
      });
    });

    describe('whatever is asked', () => {
      it('has exactly one answer, in full, and never fails', () => {
        fc.assert(
          fc.property(asked, (question) => {
            const decision = answer(question);
            expect(['PERMIT', 'MUST_SHARE', 'ADVISE', 'DENY', 'HOLD']).toContain(decision.outcome);
            expect(decision.reasons.length).toBeGreaterThan(0);
            expect(decision.row !== undefined || decision.modifiers.length > 0).toBe(true);
            const based = ['PERMIT', 'MUST_SHARE', 'ADVISE'].includes(decision.outcome);
            expect(decision.bases !== undefined).toBe(based);
          }),
          RUNS,
        );
      });

      it('never fails on texts and dates that make no sense', () => {
        const text = fc.string();
        fc.assert(
          fc.property(asked, text, text, fc.date({ noInvalidDate: false }), (question, one, other, now) => {
            const { item, agreements } = question.input;
            const people = item.people.map((person) => ({ ...person, bornOn: one, deceasedOn: other }));
            const odd = agreements.map((each) => ({ ...each, givenAt: other, endedAt: one, expiresAt: one }));
            const oddly = changed(question, { now, agreements: odd, item: { ...item, people } });
            expect(answer(oddly).reasons.length).toBeGreaterThan(0);
          }),
        );
      });

      it('is answered alike twice, whatever was asked between, and changes nothing that it was given', () => {
        fc.assert(
          fc.property(asked, asked, (question, between) => {
            const before = structuredClone(question.input);
            const first = answer(question);
            for (const other of loadRulesets()) decide(between.input, other);
            expect(answer(question)).toEqual(first);
            expect(question.input).toEqual(before);
          }),
        );
      });

      it('is answered by this version as it was, whatever versions came since', () => {
        const alone = parseRuleset(JSON.parse(JSON.stringify(ruleset)));
        fc.assert(
          fc.property(asked, (question) => {
            for (const later of loadRulesets()) decide(question.input, later);
            const again = decide(question.input, rulesFor(question.given, alone));
            expect(again).toEqual(answer(question));
            expect(again.ruleset).toBe(version);
          }),
        );
      });

      it('is permitted only with a purpose, a recipient and every legal basis that is asked for', () => {
        fc.assert(
          fc.property(asked, (question) => {
            const decision = answer(question);
            if (!isPermitted(decision)) return;
            const { bases, modifiers } = decision;
            expect([decision.purpose, decision.recipient]).not.toContain(undefined);
            expect(bases?.article6).not.toEqual([]);
            if (modifiers.includes('M5')) expect(bases?.article9).not.toEqual([]);
            if (modifiers.includes('M3') || modifiers.includes('M4'))
              expect(bases?.article10).not.toEqual([]);
          }),
          RUNS,
        );
      });

      it('does not depend on the order in which agreements are listed', () => {
        fc.assert(
          fc.property(asked, (question) => {
            const reversed = changed(question, { agreements: [...question.input.agreements].reverse() });
            expect(answer(reversed).outcome).toBe(answer(question).outcome);
          }),
        );
      });

      it('does not depend on whether the family agrees to receive help', () => {
        const said = fc.constantFrom('AGREED' as const, 'NOT_AGREED' as const);
        fc.assert(
          fc.property(asked, said, (question, engagement) => {
            const plain = answer(question);
            const bases = plain.bases && { ...plain.bases, engagement };
            expect(answer(changed(question, { engagement }))).toEqual(bases ? { ...plain, bases } : plain);
          }),
        );
      });

      it('is the same said again in words', () => {
        fc.assert(
          fc.property(asked, (question) => {
            const facts = JSON.parse(JSON.stringify(factsOf(question.given))) as ReturnType<typeof factsOf>;
            const again = decide(inputFrom(facts, question.input.now), rulesFor(question.given, ruleset));
            expect(again).toEqual(answer(question));
          }),
        );
      });
    });

    describe('an agreement', () => {
      it('refused never makes more shared', () => {
        fc.assert(
          fc.property(asked, agreementOf, (question, refusal) => {
            const refused = { ...refusal, status: 'REFUSED' as const };
            neverOpens(question, { agreements: [...question.input.agreements, refused] });
          }),
          RUNS,
        );
      });

      it('withdrawn now never makes more shared', () => {
        fc.assert(
          fc.property(asked, fc.nat(3), (question, which) => {
            const { agreements, now } = question.input;
            const withdrawn = agreements.map((each, index) =>
              index === which && each.status === 'GIVEN'
                ? { ...each, status: 'WITHDRAWN' as const, endedAt: now.toISOString() }
                : each,
            );
            neverOpens(question, { agreements: withdrawn });
          }),
          RUNS,
        );
      });

      it('narrowed never makes more shared', () => {
        const keep = fc.array(fc.constantFrom(true, true, true, false), { minLength: 1, maxLength: 4 });
        fc.assert(
          fc.property(asked, fc.nat(3), keep, (question, which, kept) => {
            const narrower = question.input.agreements.map((each, index) =>
              index === which ? narrowed(each, kept) : each,
            );
            neverOpens(question, { agreements: narrower });
          }),
          RUNS,
        );
      });

      it('that has expired carries no decision', () => {
        fc.assert(
          fc.property(asked, (question) => {
            const agreements = question.input.agreements.map((each) => ({
              ...each,
              expiresAt: '2025-06-30',
            }));
            const decision = answer(changed(question, { agreements }));
            expect(decision.standsOn).toEqual([]);
            if (isPermitted(decision)) expect(['D1', 'D2', 'D3', 'D4', 'D7']).toContain(decision.row);
          }),
          RUNS,
        );
      });

      it('that a decision stands on covers the matter, every one of them', () => {
        fc.assert(
          fc.property(asked, (question) => {
            const { standsOn, purpose } = answer(question);
            const { recipient, item, agreements } = question.input;
            if (!recipient || !purpose) return;
            const matter = { purpose, recipient: recipient.recipient, sector: item.sector, kind: item.kind };
            const covering = (id: string) =>
              agreements.some((each) => each.agreement === id && coversMatter(each, matter));
            expect(standsOn.filter((id) => !covering(id))).toEqual([]);
          }),
          RUNS,
        );
      });

      it('for a sector never opens a restricted item', () => {
        fc.assert(
          fc.property(asked, (question) => {
            const { item } = question.input;
            const agreements = question.input.agreements.map((each) => ({
              ...each,
              categories: each.categories.filter((category) => !category.includes('.')),
            }));
            const { purpose, authority, existenceMayBeTold } = item.sharing;
            const sharing = { purpose, authority, existenceMayBeTold };
            if (item.restricted.length === 0 && item.sensitivity !== 'R') return;
            expect(permits(changed(question, { agreements, item: { ...item, sharing } }))).toBe(false);
          }),
          RUNS,
        );
      });
    });

    describe('a restricted class', () => {
      it('added to an item never makes more shared', () => {
        fc.assert(
          fc.property(asked, (question) => {
            const { item } = question.input;
            neverOpens(question, { item: { ...item, restricted: [...item.restricted, 'MARAC'] } });
          }),
        );
      });

      it('is not told by a denial for want of a purpose or recipient', () => {
        fc.assert(
          fc.property(asked, (question) => {
            const { item } = question.input;
            const plain = changed(question, { item: { ...item, restricted: [], sensitivity: 'P' } });
            if (!answer(plain).modifiers.includes('M1')) return;
            expect(answer(question)).toEqual(answer(plain));
          }),
        );
      });
    });

    describe('what holds sharing back', () => {
      it('never makes more shared: who looks, a restriction, a judgement of more harm, an order that forbids', () => {
        fc.assert(
          fc.property(asked, aViewer, (question, viewer) => {
            const { item } = question.input;
            neverOpens({ ...question, input: seenByNobody(question.input) }, { viewer });
            const people = item.people.map((person) => ({ ...person, processing: 'RESTRICTED' as const }));
            neverOpens(question, { item: { ...item, people } });
            const judgements = [...(item.sharing.judgements ?? []), moreHarm];
            neverOpens(question, { item: { ...item, sharing: { ...item.sharing, judgements } } });
            const forbids = { kind: 'COURT_ORDER', effect: 'FORBIDS', reference: 'FC-1' } as const;
            const orders = [...(item.sharing.orders ?? []), forbids];
            neverOpens(question, { item: { ...item, sharing: { ...item.sharing, orders } } });
          }),
          RUNS,
        );
      });

      it('is an order that forbids, whatever cannot be read of when it does', () => {
        fc.assert(
          fc.property(asked, fc.constantFrom('from', 'until'), (question, when) => {
            const { item } = question.input;
            const under = (dates: object) => {
              const forbids = {
                kind: 'COURT_ORDER',
                effect: 'FORBIDS',
                reference: 'FC-1',
                ...dates,
              } as const;
              const orders = [...(item.sharing.orders ?? []), forbids];
              return answer(changed(question, { item: { ...item, sharing: { ...item.sharing, orders } } }));
            };
            expect(under({ [when]: 'soon' })).toEqual(under({}));
          }),
          RUNS,
        );
      });
    });
  },
);
