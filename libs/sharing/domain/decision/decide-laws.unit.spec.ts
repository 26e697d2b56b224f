import fc from 'fast-check';
import { currentRuleset, decide, isPermitted, type AgreementFacts, type DecisionInput } from '../../index.js';
import { anAgreement, aQuestion } from '../../testing/arbitraries.js';
import { inputOf } from '../../application/truth-table/given.js';
import { coversMatter } from '../agreements/coverage.js';

const ruleset = currentRuleset(new Date('2026-11-23T10:00:00Z'));
const input = aQuestion.map(inputOf);
const permits = (question: DecisionInput) => isPermitted(decide(question, ruleset));
const RUNS = { numRuns: 2_000 };

const agreementOf = anAgreement.map((terms) => {
  const [agreement] = inputOf({ agreements: [terms] }).agreements;
  if (!agreement) throw new Error('No agreement was built');
  return agreement;
});

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

describe('The questions drawn for these laws', () => {
  it('are answered yes often enough, on agreement and on judgement, for the laws to mean something', () => {
    const rows = fc
      .sample(input, { numRuns: 1_000, seed: 1 })
      .map((question) => decide(question, ruleset).row);
    const count = (...named: readonly string[]) => rows.filter((row) => row && named.includes(row)).length;
    expect(count('D5', 'D6')).toBeGreaterThan(50);
    expect(count('D2', 'D3')).toBeGreaterThan(50);
    expect(count('D9')).toBeGreaterThan(50);
  });
});

describe('Whatever is asked', () => {
  it('has exactly one answer, in full, and never fails', () => {
    fc.assert(
      fc.property(input, (question) => {
        const decision = decide(question, ruleset);
        expect(['PERMIT', 'DENY', 'HOLD']).toContain(decision.outcome);
        expect(decision.reasons.length).toBeGreaterThan(0);
        expect(decision.row !== undefined || decision.modifiers.length > 0).toBe(true);
        expect(decision.bases !== undefined).toBe(isPermitted(decision));
      }),
      RUNS,
    );
  });

  it('never fails on texts and dates that make no sense', () => {
    const text = fc.string();
    fc.assert(
      fc.property(input, text, text, fc.date({ noInvalidDate: false }), (question, one, other, now) => {
        const people = question.item.people.map((person) => ({ ...person, bornOn: one }));
        const agreements = question.agreements.map((each) => ({
          ...each,
          givenAt: other,
          endedAt: one,
          expiresAt: one,
        }));
        const odd = { ...question, now, agreements, item: { ...question.item, people } };
        expect(['PERMIT', 'DENY', 'HOLD']).toContain(decide(odd, ruleset).outcome);
      }),
    );
  });

  it('is answered alike twice, and changes nothing that it was given', () => {
    fc.assert(
      fc.property(input, (question) => {
        const before = structuredClone(question);
        expect(decide(question, ruleset)).toEqual(decide(question, ruleset));
        expect(question).toEqual(before);
      }),
    );
  });

  it('is permitted only with a purpose, a recipient and a legal basis', () => {
    fc.assert(
      fc.property(input, (question) => {
        const decision = decide(question, ruleset);
        if (!isPermitted(decision)) return;
        expect(decision.purpose).toBeDefined();
        expect(decision.recipient).toBeDefined();
        expect(decision.bases?.article6).not.toEqual([]);
        if (question.item.sensitivity !== 'P') expect(decision.bases?.article9).not.toEqual([]);
      }),
      RUNS,
    );
  });

  it('does not depend on the order in which agreements are listed', () => {
    fc.assert(
      fc.property(input, (question) => {
        const reversed = { ...question, agreements: [...question.agreements].reverse() };
        expect(decide(reversed, ruleset).outcome).toBe(decide(question, ruleset).outcome);
      }),
    );
  });

  it('does not depend on whether the family agrees to receive help', () => {
    fc.assert(
      fc.property(
        input,
        fc.constantFrom('AGREED' as const, 'NOT_AGREED' as const),
        (question, engagement) => {
          const told = decide({ ...question, engagement }, ruleset);
          const plain = decide(question, ruleset);
          const bases = plain.bases && { ...plain.bases, engagement };
          expect(told).toEqual(bases ? { ...plain, bases } : plain);
        },
      ),
    );
  });
});

describe('Agreement', () => {
  it('refused never makes more shared', () => {
    fc.assert(
      fc.property(input, agreementOf, (question, refusal) => {
        const refused = [...question.agreements, { ...refusal, status: 'REFUSED' as const }];
        if (permits({ ...question, agreements: refused })) expect(permits(question)).toBe(true);
      }),
      RUNS,
    );
  });

  it('withdrawn now never makes more shared', () => {
    fc.assert(
      fc.property(input, fc.nat(3), (question, which) => {
        const withdrawn = question.agreements.map((each, index) =>
          index === which && each.status === 'GIVEN'
            ? { ...each, status: 'WITHDRAWN' as const, endedAt: question.now.toISOString() }
            : each,
        );
        if (permits({ ...question, agreements: withdrawn })) expect(permits(question)).toBe(true);
      }),
      RUNS,
    );
  });

  it('narrowed never makes more shared', () => {
    const keep = fc.array(fc.constantFrom(true, true, true, false), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(input, fc.nat(3), keep, (question, which, kept) => {
        const narrower = question.agreements.map((each, index) =>
          index === which ? narrowed(each, kept) : each,
        );
        if (permits({ ...question, agreements: narrower })) expect(permits(question)).toBe(true);
      }),
      RUNS,
    );
  });

  it('that has expired carries no decision', () => {
    fc.assert(
      fc.property(input, (question) => {
        const agreements = question.agreements.map((each) => ({ ...each, expiresAt: '2026-06-30' }));
        const decision = decide({ ...question, agreements }, ruleset);
        expect(decision.standsOn).toEqual([]);
        if (isPermitted(decision)) expect(['D2', 'D3']).toContain(decision.row);
      }),
      RUNS,
    );
  });

  it('that a decision stands on covers the matter, every one of them', () => {
    fc.assert(
      fc.property(input, (question) => {
        const { standsOn, purpose } = decide(question, ruleset);
        const { recipient, item } = question;
        if (!recipient || !purpose) return;
        const matter = { purpose, recipient: recipient.recipient, sector: item.sector, kind: item.kind };
        for (const id of standsOn) {
          expect(
            question.agreements.some((each) => each.agreement === id && coversMatter(each, matter)),
          ).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('for a sector never opens a restricted item', () => {
    fc.assert(
      fc.property(input, (question) => {
        const agreements = question.agreements.map((each) => ({
          ...each,
          categories: each.categories.filter((category) => !category.includes('.')),
        }));
        const { purpose, authority, existenceMayBeTold } = question.item.sharing;
        const sharing = { purpose, authority, existenceMayBeTold };
        const restricted = question.item.restricted.length > 0 || question.item.sensitivity === 'R';
        if (!restricted) return;
        expect(permits({ ...question, agreements, item: { ...question.item, sharing } })).toBe(false);
      }),
      RUNS,
    );
  });
});

describe('A restricted class', () => {
  it('added to an item never makes more shared', () => {
    fc.assert(
      fc.property(input, (question) => {
        const restricted = [...question.item.restricted, 'MARAC' as const];
        if (permits({ ...question, item: { ...question.item, restricted } }))
          expect(permits(question)).toBe(true);
      }),
    );
  });

  it('is not told by a denial for want of a purpose or recipient', () => {
    fc.assert(
      fc.property(input, (question) => {
        const plain = { ...question, item: { ...question.item, restricted: [], sensitivity: 'P' as const } };
        const { modifiers } = decide(plain, ruleset);
        if (!modifiers.includes('M1')) return;
        expect(decide(question, ruleset)).toEqual(decide(plain, ruleset));
      }),
    );
  });
});
