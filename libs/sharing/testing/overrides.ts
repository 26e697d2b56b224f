import type { AgencyId, FamilyId, ItemId, RecipientId, StaffId, Uuid } from '#platform';
import type { OverrideAnswerGiven, OverrideDraft } from '../index.js';

export const [FIRST_ITEM, SECOND_ITEM] = [
  'a0000000-0000-4000-8000-000000000001' as ItemId,
  'a0000000-0000-4000-8000-000000000002' as ItemId,
];
const HEALTH = 'urn:agency:ods:G7H8J' as AgencyId;

/** A complete request of an analyst to override a refusal for child protection. */
export const overrideDraft = (draft: Partial<OverrideDraft> = {}): OverrideDraft => ({
  override: 'b0000000-0000-4000-8000-000000000001' as Uuid,
  kind: 'OVERRIDE',
  row: 'D3',
  family: 'c0000000-0000-4000-8000-000000000001' as FamilyId,
  items: [
    { item: FIRST_ITEM, agency: HEALTH },
    { item: SECOND_ITEM, agency: HEALTH },
  ],
  recipients: ['urn:agency:la:873/mash' as RecipientId],
  requester: {
    person: 'staff-asks' as StaffId,
    role: 'Multi-agency safeguarding analyst',
    organisation: 'urn:agency:la:873' as AgencyId,
  },
  told: false,
  reviewBy: '2026-12-10',
  askedAt: '2026-11-25T10:00:00.000Z',
  words: {
    requesterName: 'Asha Rahman',
    harmFeared: 'Injury to the younger child',
    evidence: 'Two bruises seen by the nurse',
    whyNoAgreement: 'The mother refused',
    alternatives: 'The nurse asked again',
    necessity: { [FIRST_ITEM]: 'Shows the first injury', [SECOND_ITEM]: 'Shows the second' },
    whyNotTold: 'Asking would endanger the child',
  },
  ...draft,
});

/** A manager of another line who says why. */
export const overrideAnswer = (by: Partial<OverrideAnswerGiven['by']> = {}): OverrideAnswerGiven => ({
  by: {
    person: 'staff-answers' as StaffId,
    name: 'Grace Okafor',
    role: 'Decision manager',
    organisation: 'urn:agency:la:873' as AgencyId,
    profession: 'SOCIAL_WORK_MANAGER',
    inRequestersLine: false,
    ...by,
  },
  reason: 'Needed today',
  at: '2026-11-25T11:00:00.000Z',
});
