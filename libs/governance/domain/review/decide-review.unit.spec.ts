import type { AgencyId, FamilyId, ItemId, RecipientId, StaffId, Uuid } from '#platform';
import { askOf, recordNeeded, REVIEW_ANSWERS, REVIEW_ASKS } from './review-asks.js';
import {
  decideReview,
  evolveReview,
  REVIEW_STANDS_MS,
  standingAnswer,
  type AnsweringReview,
  type ReviewState,
} from './decide-review.js';

const sealed = { k: 'review/S', c: 'sealed' };
const AT = '2026-11-25T10:00:00.000Z';
const asked = (item: string) => ({
  item: item as ItemId,
  agency: 'urn:agency:ods:G7H8J' as AgencyId,
  ask: 'CONFIRM_DUTY' as const,
});
const answering = (more: Partial<AnsweringReview> = {}): AnsweringReview => ({
  review: 'r-1' as Uuid,
  family: 'f-1' as FamilyId,
  recipient: 'urn:agency:la:873/mash' as RecipientId,
  items: [asked('i-1'), asked('i-2')],
  answer: 'SHARE',
  reason: 'The school needs to know',
  by: { person: 's-1' as StaffId, role: 'Analyst', agency: 'urn:agency:la:873' as AgencyId },
  at: AT,
  ...more,
});

function stateAfter(...given: readonly AnsweringReview[]): ReviewState | undefined {
  let state: ReviewState | undefined;
  for (const each of given) {
    const outcome = decideReview(each, sealed, state);
    if (!outcome.ok) throw new Error(outcome.faults.join());
    state = evolveReview(state, outcome.event);
  }
  return state;
}
const faultsOf = (given: AnsweringReview, state?: ReviewState) => {
  const outcome = decideReview(given, sealed, state);
  return outcome.ok ? [] : outcome.faults;
};

describe('What opens a review', () => {
  const denied = (reasons: readonly string[], row: 'D9' | 'D10' = 'D9') =>
    askOf({ outcome: 'DENY', row, reasons });

  it('is a disagreement, a refusal whose override is lacking, and an unconfirmed duty', () => {
    expect(denied(['AGREEMENT.DISAGREEMENT', 'OVERRIDE.MISSING'])).toBe('DISAGREEMENT');
    expect(denied(['AGREEMENT.REFUSED', 'OVERRIDE.MISSING'])).toBe('OVERRIDE');
    expect(denied(['AGREEMENT.WITHDRAWN', 'OVERRIDE.LAPSED'])).toBe('OVERRIDE');
    expect(askOf({ outcome: 'ADVISE', row: 'D4', reasons: ['DUTY.NOT_CONFIRMED'] })).toBe('CONFIRM_DUTY');
  });

  it('is nothing that the family has to answer first, that is shared, or that a custodian holds', () => {
    expect(denied(['AGREEMENT.NOT_ASKED'])).toBeUndefined();
    expect(denied(['AGREEMENT.REFUSED'])).toBeUndefined();
    expect(denied(['OVERRIDE.MISSING'], 'D10')).toBeUndefined();
    expect(askOf({ outcome: 'PERMIT', row: 'D6', reasons: ['OVERRIDE.MISSING'] })).toBeUndefined();
    expect(askOf({ outcome: 'HOLD', reasons: ['RESTRICTED.HELD'] })).toBeUndefined();
  });

  it('needs a record where sharing goes against a refusal, and where the duty is not followed', () => {
    const needed = REVIEW_ASKS.map((ask) => REVIEW_ANSWERS.map((answer) => recordNeeded(ask, answer)));
    expect(needed).toEqual([
      ['OVERRIDE', undefined, undefined],
      ['OVERRIDE', undefined, undefined],
      [undefined, 'NOT_SHARING', undefined],
    ]);
  });
});

describe('Answering a review', () => {
  it('puts the answer on record for every open item, without the words', () => {
    const outcome = decideReview(answering(), sealed, undefined);
    expect(outcome).toMatchObject({ ok: true, event: { data: { answer: 'SHARE', sealed } } });
    expect(JSON.stringify(outcome)).not.toContain('school');
  });

  it('tells what is missing', () => {
    expect(faultsOf(answering({ answer: 'MAYBE', reason: ' ' }))).toEqual([
      'REVIEW.ANSWER_MISSING',
      'REVIEW.REASON_MISSING',
    ]);
    expect(faultsOf(answering({ items: [] }))).toEqual(['REVIEW.NOTHING_OPEN']);
  });

  it('changes nothing where somebody was first, and takes what came since', () => {
    const state = stateAfter(answering());
    expect(faultsOf(answering({ answer: 'NOT_SHARE' }), state)).toEqual(['REVIEW.NOTHING_OPEN']);
    const more = decideReview(answering({ items: [asked('i-1'), asked('i-3')] }), sealed, state);
    expect(more).toMatchObject({ ok: true, event: { data: { items: [{ item: 'i-3' }] } } });
  });

  it('stands for 28 days and for the question that was asked, and is open again after', () => {
    const state = stateAfter(answering());
    const last = new Date(Date.parse(AT) + REVIEW_STANDS_MS - 1).toISOString();
    const over = new Date(Date.parse(AT) + REVIEW_STANDS_MS).toISOString();
    expect(standingAnswer(state, 'i-1' as ItemId, 'CONFIRM_DUTY', last)?.answer).toBe('SHARE');
    expect(standingAnswer(state, 'i-1' as ItemId, 'CONFIRM_DUTY', over)).toBeUndefined();
    expect(standingAnswer(state, 'i-1' as ItemId, 'OVERRIDE', last)).toBeUndefined();
    expect(faultsOf(answering({ at: over, answer: 'ASK_AGAIN' }), state)).toEqual([]);
  });
});
