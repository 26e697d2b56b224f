import { currentRuleset, decide, isPermitted, needsReview, reviewsOf } from '../../index.js';
import { inputOf, type Given } from '../../application/truth-table/given.js';

const ruleset = currentRuleset(new Date('2026-11-25T09:00:00Z'));
const answer = (given: Given) => decide(inputOf(given), ruleset);

describe('A decision', () => {
  it('opens a review where agreement is lacking or a person must confirm, and nowhere else', () => {
    const duty: Given = { judgement: { kind: 'RELEVANT_AND_MAY_HELP' } };
    expect([answer({}), answer(duty)].map(needsReview)).toEqual([true, true]);
    const others = [
      answer({ agreements: [{}] }),
      answer({ restricted: ['MARAC'] }),
      answer({ purpose: 'NONE' }),
    ];
    expect(others.map(needsReview)).toEqual([false, false, false]);
  });

  it('opens one review for a family and recipient, not one for an item', () => {
    const [mash, help] = [answer({}), answer({ to: 'family-help' })];
    const decided = [
      { family: 'F-1', decision: mash },
      { family: 'F-1', decision: mash },
      { family: 'F-1', decision: help },
      { family: 'F-2', decision: mash },
      { family: 'F-2', decision: answer({ agreements: [{}] }) },
    ];
    expect(reviewsOf(decided)).toEqual([
      { family: 'F-1', recipient: 'urn:agency:la:873/mash' },
      { family: 'F-1', recipient: 'urn:agency:other:NSEH/family-help' },
      { family: 'F-2', recipient: 'urn:agency:la:873/mash' },
    ]);
  });

  it('for audit or rights is a yes that opens no content', () => {
    const audit = answer({ to: 'governance', purpose: 'IG_AUDIT' });
    expect([audit.outcome, isPermitted(audit)]).toEqual(['PERMIT', false]);
    expect(isPermitted(answer({ agreements: [{}] }))).toBe(true);
  });
});
