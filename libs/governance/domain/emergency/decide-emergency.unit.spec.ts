import type { AgencyId, FamilyId, RecipientId, StaffId, Uuid } from '#platform';
import {
  breakGlass,
  evolveEmergency,
  reviewersOf,
  reviewGlass,
  type EmergencyDraft,
  type EmergencyState,
  type Review,
} from './decide-emergency.js';

const COUNCIL = 'urn:agency:la:873' as AgencyId;
const HEALTH = 'urn:agency:ods:G7H8J' as AgencyId;
const POLICE = 'urn:agency:force:35' as AgencyId;
const sealed = { k: 'glass/R', c: 'sealed' };

const NOBODY = { name: '', role: 'Officer', organisation: 'Police' };

const draft = (more: Partial<EmergencyDraft> = {}): EmergencyDraft => ({
  glass: 'b0000000-0000-4000-8000-000000000009' as Uuid,
  family: 'c0000000-0000-4000-8000-000000000001' as FamilyId,
  by: { person: 'staff-asks' as StaffId, role: 'Analyst', agency: COUNCIL },
  recipient: 'urn:agency:la:873/mash' as RecipientId,
  ...{ purpose: 'S47', reference: 'C-2MX9', limb: 'WOULD_PREJUDICE', understood: true },
  ...{ at: '2026-11-25T10:00:00.000Z', until: '2026-11-25T11:00:00.000Z', owners: [HEALTH] },
  words: {
    ...{ name: 'Asha Rahman', danger: 'A threat to kill', need: 'Where the child is', phone: '01632 960111' },
    judgedBy: { name: 'P. Sergeant', role: 'Duty sergeant', organisation: 'Northshire Police' },
  },
  ...more,
});

function known(given: EmergencyDraft): EmergencyState {
  const outcome = breakGlass(given, sealed);
  const state = outcome.ok ? evolveEmergency(undefined, outcome.event) : undefined;
  if (state === undefined) throw new Error('The glass was not broken');
  return state;
}

const review = (more: Partial<Review> = {}): Review => ({
  by: { person: 'staff-reviews' as StaffId, role: 'Custodian', agency: HEALTH },
  verdict: 'JUSTIFIED',
  reason: 'The threat was real',
  at: '2026-11-25T12:00:00.000Z',
  ...more,
});

describe('Breaking the glass', () => {
  it('is on record with who judged the danger, and without a word of it', () => {
    const outcome = breakGlass(draft(), sealed);
    expect(outcome).toMatchObject({
      ok: true,
      event: { type: 'GlassBroken', data: { limb: 'WOULD_PREJUDICE' } },
    });
    expect(JSON.stringify(outcome)).not.toMatch(/threat|ergeant|Asha|960111/);
  });

  it('needs everything, and asks for the same whatever the family has', () => {
    const blank = { name: 'x', danger: ' ', need: '', phone: 'soon', judgedBy: NOBODY };
    const empty = draft({ words: blank, limb: undefined, understood: false });
    const outcomes = [empty, { ...empty, owners: [] }].map((each) => breakGlass(each, sealed));
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(outcomes[0]).toEqual({
      ok: false,
      faults: [
        'EMERGENCY.DANGER_MISSING',
        'EMERGENCY.JUDGE_MISSING',
        'EMERGENCY.LIMB_MISSING',
        'EMERGENCY.NEED_MISSING',
        'EMERGENCY.PHONE_MISSING',
        'EMERGENCY.NOT_UNDERSTOOD',
      ],
    });
  });
});

describe('The review of an emergency view', () => {
  it('is owed by the agency of who looked, and by each whose restricted records were concerned', () => {
    expect(reviewersOf(known(draft({ owners: [] })).broken)).toEqual([COUNCIL]);
    expect(reviewersOf(known(draft({ owners: [HEALTH, COUNCIL] })).broken)).toEqual([COUNCIL, HEALTH]);
  });

  it.each([
    ['by who looked', { by: { ...review().by, person: 'staff-asks' as StaffId } }, 'EMERGENCY.OWN_VIEW'],
    [
      'by an agency that it does not concern',
      { by: { ...review().by, agency: POLICE } },
      'EMERGENCY.OTHER_AGENCY',
    ],
    ['without a verdict', { verdict: 'MAYBE' }, 'EMERGENCY.VERDICT_MISSING'],
    ['without a reason', { reason: ' ' }, 'EMERGENCY.REASON_MISSING'],
  ])('is not taken %s', (_what, more, fault) => {
    expect(reviewGlass(review(more), sealed, known(draft()))).toEqual({ ok: false, faults: [fault] });
  });

  it('is given once by each agency, and of nothing that was not opened', () => {
    const before = known(draft());
    const first = reviewGlass(review(), sealed, before);
    const after = first.ok ? evolveEmergency(before, first.event) : undefined;
    expect(reviewGlass(review(), sealed, after)).toEqual({
      ok: false,
      faults: ['EMERGENCY.ALREADY_REVIEWED'],
    });
    const council = { ...review().by, agency: COUNCIL };
    expect(reviewGlass(review({ by: council }), sealed, after).ok).toBe(true);
    expect(reviewGlass(review(), sealed, undefined)).toEqual({ ok: false, faults: ['EMERGENCY.NOT_OPENED'] });
  });
});
