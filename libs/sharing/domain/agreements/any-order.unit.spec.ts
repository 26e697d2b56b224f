import fc from 'fast-check';
import type { SealedNotice } from '../../index.js';
import { give, narrow, noticeOf, withdraw } from '../../testing/agreement-notices.js';
import { decideAgreement } from './decide-agreement.js';
import { evolveAgreement, type AgreementState } from './agreement-state.js';

const refuse = (refusedAt: string) =>
  noticeOf('agreement.refused.v1', { agreementReference: 'A-1', by: 'PR', refusedAt });

const KINDS = {
  give: (at: string) => give({ givenAt: at, expiresAt: '2027-06-01' }),
  withdraw,
  refuse,
} as const;
type Kind = keyof typeof KINDS;

/** What is held after notices in the order of arrival; one that is turned down leaves no trace. */
const held = (arriving: readonly SealedNotice[]): AgreementState | undefined =>
  arriving.reduce<AgreementState | undefined>((state, notice) => {
    const answer = decideAgreement(notice, state);
    return answer.ok ? answer.events.reduce<AgreementState | undefined>(evolveAgreement, state) : state;
  }, undefined);

const onDay = (day: number) => `2026-06-${String(day).padStart(2, '0')}T09:00:00Z`;

/** What a person said, one answer a day, in the order in which it arrives. */
const anHistory = fc
  .array(fc.constantFrom<Kind>('give', 'withdraw', 'refuse'), { minLength: 1, maxLength: 6 })
  .chain((kinds) => {
    const said = kinds.map((kind, index) => ({ kind, at: onDay(index + 1) }));
    return fc.record({
      last: fc.constant(said.at(-1)?.kind),
      arriving: fc.shuffledSubarray(said, { minLength: said.length, maxLength: said.length }),
    });
  });

describe('What a person said of one agreement', () => {
  it('counts by what was said last, in whatever order their answers arrive', () => {
    fc.assert(
      fc.property(anHistory, ({ last, arriving }) => {
        const state = held(arriving.map(({ kind, at }) => KINDS[kind](at)));
        expect(state?.status === 'GIVEN').toBe(last === 'give');
      }),
      { numRuns: 500 },
    );
  });

  it('stays withdrawn where the second withdrawal arrives before the giving that it took back', () => {
    const state = held([
      give({ givenAt: onDay(1) }),
      withdraw(onDay(2)),
      withdraw(onDay(4)),
      give({ givenAt: onDay(3) }),
    ]);
    expect(state?.status).toBe('WITHDRAWN');
  });

  const narrowed = (at: string) => narrow(at, { categories: ['school'] });
  const SAID = { give: KINDS.give, withdraw, narrow: narrowed } as const;
  const shares = (state: AgreementState | undefined) => (state?.status === 'GIVEN' ? state.categories : []);

  it('shares nothing that they no longer agreed to, in whatever order a narrowing arrives', () => {
    const kinds = fc.constantFrom<keyof typeof SAID>('give', 'withdraw', 'narrow');
    const history = fc.array(kinds, { minLength: 2, maxLength: 6 }).chain((said) => {
      const notices = said.map((kind, index) => SAID[kind](onDay(index + 1)));
      const { length } = notices;
      const arriving = fc.shuffledSubarray(notices, { minLength: length, maxLength: length });
      return fc.record({ notices: fc.constant(notices), arriving });
    });
    fc.assert(
      fc.property(history, ({ notices, arriving }) => {
        expect(shares(held(notices))).toEqual(expect.arrayContaining([...shares(held(arriving))]));
      }),
      { numRuns: 1_000 },
    );
  });

  it('stays narrowed where the narrowing arrives before the giving', () => {
    const arriving = [narrowed(onDay(2)), give({ givenAt: onDay(1) })];
    expect(shares(held(arriving))).toEqual([]);
    expect(shares(held([...arriving, give({ givenAt: onDay(3) })]))).toEqual(['health', 'school']);
  });

  it('stays narrowed where the narrowing of an agreement given anew arrives before it', () => {
    const first = [give({ givenAt: onDay(1) }), withdraw(onDay(2))];
    const state = held([...first, narrowed(onDay(4)), give({ givenAt: onDay(3) })]);
    expect(shares(state)).toEqual([]);
  });
});
