import {
  decideOverride,
  evolveOverride,
  isMissedApproval,
  overrideFaults,
  overrideRecordOf,
  overrideRecordsOf,
  standingOfOverride,
  type OverrideCommand,
  type OverrideEvent,
  type OverrideState,
} from '../../index.js';
import { FIRST_ITEM, overrideAnswer, overrideDraft, SECOND_ITEM } from '../../testing/overrides.js';

const sealed = { k: 'override/S', c: 'sealed' };
const asking = (draft = overrideDraft()): OverrideCommand => ({ kind: 'ASK', draft, sealed });
const authorising = (
  by: Parameters<typeof overrideAnswer>[0] = {},
  more: Partial<Extract<OverrideCommand, { kind: 'AUTHORISE' }>> = {},
): OverrideCommand => ({
  kind: 'AUTHORISE',
  answer: overrideAnswer(by),
  approved: [FIRST_ITEM, SECOND_ITEM],
  declined: [],
  sealed,
  ...more,
});
const refusing = (by: Parameters<typeof overrideAnswer>[0] = {}): OverrideCommand => ({
  kind: 'REFUSE',
  answer: overrideAnswer(by),
  sealed,
});

const stateAfter = (events: readonly OverrideEvent[]): OverrideState | undefined =>
  events.reduce<OverrideState | undefined>(evolveOverride, undefined);

/** The state after these commands, all of which must be taken. */
function given(...commands: readonly OverrideCommand[]): OverrideState | undefined {
  const events: OverrideEvent[] = [];
  for (const command of commands) {
    const outcome = decideOverride(command, stateAfter(events));
    if (!outcome.ok) throw new Error(outcome.faults.join());
    events.push(...outcome.events);
  }
  return stateAfter(events);
}

function known(state: OverrideState | undefined): OverrideState {
  if (state === undefined) throw new Error('Nothing was asked');
  return state;
}

const at = (text: string) => Date.parse(text);
const faultsOf = (command: OverrideCommand, state: OverrideState | undefined) => {
  const outcome = decideOverride(command, state);
  return outcome.ok ? [] : outcome.faults;
};

describe('Asking to override a refusal', () => {
  it('puts the request on record without its words', () => {
    const outcome = decideOverride(asking(), undefined);
    expect(outcome).toMatchObject({
      ok: true,
      events: [{ type: 'OverrideAsked', data: { row: 'D3', sealed } }],
    });
    expect(JSON.stringify(outcome)).not.toMatch(/Injury|bruises|mother|Asha/);
  });

  it('tells everything that the record lacks', () => {
    const { words } = overrideDraft();
    const blank = {
      ...words,
      harmFeared: ' ',
      evidence: '',
      whyNotTold: '',
      necessity: { [FIRST_ITEM]: 'x' },
    };
    expect(
      faultsOf(asking(overrideDraft({ words: blank, reviewBy: '2026-11-25', recipients: [] })), undefined),
    ).toEqual([
      'OVERRIDE.HARM_MISSING',
      'OVERRIDE.EVIDENCE_MISSING',
      'OVERRIDE.NECESSITY_MISSING',
      'OVERRIDE.NO_RECIPIENT',
      'OVERRIDE.TOLD_MISSING',
    ]);
  });

  it.each([
    ['2026-11-24', ['OVERRIDE.REVIEW_NOT_AHEAD']],
    ['2026-12-23', []],
    ['2026-12-24', ['OVERRIDE.REVIEW_TOO_FAR']],
    ['soon', ['OVERRIDE.REVIEW_NOT_AHEAD']],
  ])('takes a review date ahead and at most 28 days away: %s', (reviewBy, faults) => {
    expect(faultsOf(asking(overrideDraft({ reviewBy })), undefined)).toEqual(faults);
  });

  it('takes a decision not to share for the duty alone', () => {
    const notSharing = (row: 'D3' | 'D4') => asking(overrideDraft({ kind: 'NOT_SHARING', row }));
    expect(faultsOf(notSharing('D3'), undefined)).toEqual(['OVERRIDE.ROW_NOT_OPEN']);
    expect(faultsOf(notSharing('D4'), undefined)).toEqual([]);
  });

  it('is taken once', () => {
    expect(faultsOf(asking(), given(asking()))).toEqual(['OVERRIDE.ALREADY_ASKED']);
  });
});

describe('Answering', () => {
  it.each([
    ['who asked', { person: overrideDraft().requester.person }, 'OVERRIDE.SAME_PERSON'],
    ['their own line manager', { inRequestersLine: true }, 'OVERRIDE.OWN_LINE'],
    ['somebody who does not say whether they are', { inRequestersLine: undefined }, 'OVERRIDE.OWN_LINE'],
    ['somebody without a post that may', { profession: undefined }, 'OVERRIDE.PROFESSION'],
    ['somebody without a name', { name: ' ' }, 'OVERRIDE.AUTHORISER_INCOMPLETE'],
  ])('is not for %s, be it yes or no', (_who, by, fault) => {
    for (const command of [authorising(by), refusing(by)])
      expect(faultsOf(command, given(asking()))).toEqual([fault]);
  });

  it('makes a record that the rules take as complete, for the approved items alone', () => {
    const command = authorising({}, { approved: [FIRST_ITEM], declined: [SECOND_ITEM] });
    const record = overrideRecordOf(known(given(asking(), command)));
    expect(record && overrideFaults(record)).toEqual([]);
    expect(record?.items.map(({ item }) => item)).toEqual([FIRST_ITEM]);
  });

  it('answers item by item', () => {
    const faults = (approved: (typeof FIRST_ITEM)[], declined: (typeof FIRST_ITEM)[]) =>
      faultsOf(authorising({}, { approved, declined }), given(asking()));
    expect(faults([FIRST_ITEM], [])).toEqual(['OVERRIDE.ITEM_NOT_ANSWERED']);
    expect(faults([FIRST_ITEM, SECOND_ITEM], [SECOND_ITEM])).toEqual(['OVERRIDE.ITEM_NOT_ANSWERED']);
    expect(faults([], [FIRST_ITEM, SECOND_ITEM])).toEqual(['OVERRIDE.NOTHING_APPROVED']);
  });

  it('is final, and needs a request and a reason', () => {
    expect(faultsOf(authorising(), undefined)).toEqual(['OVERRIDE.NOT_ASKED']);
    expect(faultsOf(refusing(), given(asking(), authorising()))).toEqual(['OVERRIDE.ALREADY_ANSWERED']);
    expect(faultsOf(authorising(), given(asking(), refusing()))).toEqual(['OVERRIDE.ALREADY_ANSWERED']);
    const silent = { ...refusing(), answer: { ...overrideAnswer(), reason: ' ' } } as OverrideCommand;
    expect(faultsOf(silent, given(asking()))).toEqual(['OVERRIDE.NO_REASON']);
  });

  it('gives no record where nobody authorised', () => {
    expect(overrideRecordOf(known(given(asking())))).toBeUndefined();
    expect(overrideRecordOf(known(given(asking(), refusing())))).toBeUndefined();
  });
});

describe('In immediate danger', () => {
  const draft = overrideDraft({ row: 'D2', approvalBy: '2026-11-26' });
  const state = known(given(asking(draft)));

  it('is owed an approval until the end of the day told, then lapses and is chased', () => {
    const [last, next] = [at('2026-11-26T23:59:00Z'), at('2026-11-27T00:00:00Z')];
    expect(standingOfOverride(state, last)).toBe('APPROVAL_OWED');
    expect(isMissedApproval(state, last)).toBe(false);
    expect(standingOfOverride(state, next)).toBe('LAPSED');
    expect(isMissedApproval(state, next)).toBe(true);
  });

  it('cannot be approved after that', () => {
    const late = {
      ...authorising(),
      answer: { ...overrideAnswer(), at: '2026-11-27T09:00:00Z' },
    } as OverrideCommand;
    expect(faultsOf(late, state)).toEqual(['OVERRIDE.TOO_LATE']);
  });

  it('ends with the review date where it was approved', () => {
    const approved = known(given(asking(draft), authorising()));
    expect(standingOfOverride(approved, at('2026-12-10T20:00:00Z'))).toBe('AUTHORISED');
    expect(standingOfOverride(approved, at('2026-12-11T00:00:00Z'))).toBe('LAPSED');
    expect(isMissedApproval(approved, at('2027-01-01T00:00:00Z'))).toBe(false);
  });
});

describe('Withdrawing what was authorised', () => {
  const REQUESTER = overrideDraft().requester;
  const OTHER = { ...REQUESTER, person: 'staff-other' as typeof REQUESTER.person };
  type Withdrawing = Extract<OverrideCommand, { kind: 'WITHDRAW' }>;
  const withdrawing = (withdrawal: Partial<Withdrawing['withdrawal']> = {}): OverrideCommand => ({
    kind: 'WITHDRAW',
    withdrawal: { by: REQUESTER, reason: 'The danger is over', at: '2026-11-26T09:00:00Z', ...withdrawal },
    sealed,
  });
  const authorised = () => given(asking(), authorising());

  it('is for who asked, and for whoever may authorise', () => {
    expect(faultsOf(withdrawing(), authorised())).toEqual([]);
    const by = { ...OTHER, profession: 'CALDICOTT_GUARDIAN' } as const;
    expect(faultsOf(withdrawing({ by }), authorised())).toEqual([]);
    expect(faultsOf(withdrawing({ by: OTHER }), authorised())).toEqual(['OVERRIDE.NOT_YOURS']);
  });

  it('takes a reason', () => {
    expect(faultsOf(withdrawing({ reason: ' ' }), authorised())).toEqual(['OVERRIDE.WHY_WITHDRAWN_MISSING']);
  });

  it.each([
    ['what only waits', () => given(asking())],
    ['what was declined', () => given(asking(), refusing())],
    ['what was withdrawn already', () => given(asking(), authorising(), withdrawing())],
  ])('is not for %s', (_what, state) => {
    expect(faultsOf(withdrawing(), state())).toEqual(['OVERRIDE.NOTHING_TO_WITHDRAW']);
  });

  it('is not for what lapsed', () => {
    const late = withdrawing({ at: '2026-12-11T00:00:00Z' });
    expect(faultsOf(late, authorised())).toEqual(['OVERRIDE.NOTHING_TO_WITHDRAW']);
  });

  it('is on record without its words, and ends what stood on it', () => {
    const state = known(given(asking(), authorising(), withdrawing()));
    expect(standingOfOverride(state, at('2026-11-26T09:00:00Z'))).toBe('WITHDRAWN');
    expect(overrideRecordOf(state)?.withdrawnAt).toBe('2026-11-26T09:00:00Z');
    expect(JSON.stringify(state)).not.toContain('The danger is over');
  });

  it('counts at once where the clock is behind the one that it was written by', () => {
    const behind = new Date('2026-11-25T10:59:59.000Z');
    const [record] = overrideRecordsOf([known(given(asking(), authorising(), withdrawing()))], behind);
    expect([record?.authorisedAt, record?.withdrawnAt]).toEqual([behind.toISOString(), behind.toISOString()]);
    expect(overrideRecordsOf([known(given(asking()))], behind)).toEqual([]);
  });
});
