import fc from 'fast-check';
import { isPermitted, loadRulesets, previewWithdrawal } from '../../index.js';
import { anAgreement } from '../../testing/arbitraries.js';
import { inputOf, type Given } from '../truth-table/given.js';

const ruleset = loadRulesets().at(-1);
if (!ruleset) throw new Error('No rule set');

const preview = (given: Given, of = 0) => {
  const { item, recipient, agreements, now } = inputOf(given);
  const { agreement } = agreements[of] ?? {};
  if (!recipient || !agreement) throw new Error('Nothing to preview');
  return previewWithdrawal(agreement, [{ item, recipients: [recipient], agreements }], now, ruleset);
};

describe('The preview of a withdrawal', () => {
  it('shows what would be hidden from whom, and why', () => {
    const [effect] = preview({ agreements: [{}] });
    expect(effect?.before).toMatchObject({ outcome: 'PERMIT', row: 'D6' });
    expect(effect?.after).toMatchObject({ outcome: 'DENY', row: 'D9', reasons: ['AGREEMENT.WITHDRAWN'] });
  });

  it('shows that another live agreement of the person does not save it, for a withdrawal stands against both', () => {
    const [effect] = preview({ agreements: [{}, {}] });
    expect(effect?.after.outcome).toBe('DENY');
  });

  it('shows what would stay on the row of a court order', () => {
    const [effect] = preview({ agreements: [{}], orders: [{}] });
    expect(effect?.after).toMatchObject({ outcome: 'PERMIT', row: 'D1' });
  });

  it('lists nobody who may not see the item now, and nothing that stays on the agreement that is withdrawn', () => {
    fc.assert(
      fc.property(fc.array(anAgreement, { minLength: 1, maxLength: 3 }), (agreements) => {
        const withdrawn = inputOf({ agreements }).agreements[0]?.agreement;
        for (const { before, after } of preview({ agreements })) {
          expect(isPermitted(before)).toBe(true);
          expect(after.standsOn).not.toContain(withdrawn);
        }
      }),
      { numRuns: 200 },
    );
  });
});
