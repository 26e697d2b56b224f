import type { OwedDisclosure } from '#governance';
import type { OverrideState } from '#sharing';
import { overrideDraft } from '../../../libs/sharing/testing/overrides.js';
import { FAMILY, ITEM, MASH } from '../testing/seen-items.js';
import { owingOf } from './owing-of.js';

const owed = (record: OwedDisclosure['record']): OwedDisclosure => ({
  ...{ item: ITEM, row: 'D2', record, family: FAMILY },
  disclosedAt: new Date('2026-11-24T10:00:00Z'),
});
const draft = overrideDraft({ row: 'D2' });
const asked: OverrideState = { ...draft, told: true, sealed: { k: '', c: '' } };
const by = { ...draft.requester, profession: 'CALDICOTT_GUARDIAN' } as const;
const answer = {
  override: draft.override,
  by,
  at: '2026-11-25T12:00:00.000Z',
  declined: [],
  sealed: { k: '', c: '' },
};
const settled = (record: OwedDisclosure['record'], state: OverrideState) =>
  owingOf([owed(record)], [state], MASH).get(ITEM)?.[0]?.settledAt;

describe('A record owed for what was shown', () => {
  it('of a danger is made by asking, and an approval by the second person', () => {
    expect(settled('DANGER_RECORD', asked)).toBe(asked.askedAt);
    expect(settled('OVERRIDE', asked)).toBeUndefined();
    expect(settled('OVERRIDE', { ...asked, authorised: answer })).toBe(answer.at);
  });

  it.each([
    ['another row', { row: 'D3' }],
    ['other items', { items: [] }],
    ['another team', { recipients: [] }],
    ['sharing nothing', { kind: 'NOT_SHARING' }],
    ['the other items alone', { authorised: { ...answer, declined: [ITEM] } }],
  ] as const)('is not settled by a record of %s', (_what, more) => {
    expect(
      settled('OVERRIDE', { ...asked, authorised: answer, ...(more as Partial<OverrideState>) }),
    ).toBeUndefined();
  });
});
