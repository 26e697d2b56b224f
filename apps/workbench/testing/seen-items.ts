import type { AgencyId, FamilyId, ItemId, PersonId, RecipientId, RecordId, StaffId, Uuid } from '#platform';
import type { SharedItem } from '#journey';
import { currentRuleset, type AgreementFacts, type ItemFacts } from '#sharing';
import type { Sitting } from '#access';
import type { Deciding } from '../application/decide-for-viewer.js';

export const NOW = new Date('2026-11-25T10:00:00Z');
export const ITEM = 'a0000000-0000-4000-8000-000000000001' as ItemId;
export const FAMILY = 'c0000000-0000-4000-8000-000000000001' as FamilyId;
export const MASH = 'urn:agency:la:873/mash' as RecipientId;
const RECORD = 'd0000000-0000-4000-8000-000000000001' as RecordId;
const PERSON = 'e0000000-0000-4000-8000-000000000001' as PersonId;
const HEALTH = 'urn:agency:ods:G7H8J' as AgencyId;

export const judged = (
  kind: 'SIGNIFICANT_HARM' | 'IMMEDIATE_DANGER',
): NonNullable<ItemFacts['sharing']['judgement']> => ({
  ...{ kind, role: 'Named nurse', organisation: 'Northshire Community Health', limb: 'WOULD_PREJUDICE' },
  ...{ named: true, reasoned: true, madeAt: '2026-11-24T09:00:00Z', reviewBy: '2026-12-10' },
});

/** A health item about one child, as the timeline reads it. */
export function sharedItem(
  sharing: Partial<ItemFacts['sharing']>,
  facts: Partial<ItemFacts> = {},
): SharedItem {
  const people = [
    { record: RECORD, person: PERSON, party: 'SUBJECT', role: 'child', bornOn: '2017-05' } as const,
  ];
  const base = { item: ITEM, agency: HEALTH, people, occurredAt: NOW, sector: 'health' } as const;
  return {
    ...base,
    ...{ state: 'SHARED', type: 'health.was-not-brought.v1', sourceEventId: 'E-1', receivedAt: NOW },
    ...{ recordedAt: NOW, statementType: 'FACT', decisions: [], revision: 0n },
    ...{ corrects: undefined, retracts: undefined, correctedBy: [], retractedBy: [] },
    source: { topic: 'throughline.events.ods-G7H8J', partition: 0, offset: '1' },
    sealed: { k: `${RECORD}/H`, c: '' },
    facts: {
      ...{ ...base, kind: 'health.was-not-brought', sensitivity: 'H', restricted: [] },
      ...facts,
      sharing: { purpose: 'SCREENING', authority: 'CA2004_S10', existenceMayBeTold: true, ...sharing },
    },
  };
}

export const refusal: AgreementFacts = {
  agreement: 'f0000000-0000-4000-8000-000000000001' as AgreementFacts['agreement'],
  ...{ record: RECORD, person: PERSON, status: 'REFUSED', authority: 'PR', endedAt: '2026-11-24T12:00:00Z' },
  ...{ purposes: [], recipients: [], categories: [], exclusions: [] },
};

export const sitting = (more: Partial<Sitting> = {}): Sitting => ({
  viewer: {
    ...{ staff: 'staff-asks' as StaffId, displayName: 'Asha Rahman', role: 'ANALYST' },
    ...{ agency: 'urn:agency:la:873' as AgencyId, purposes: ['SCREENING', 'S47'] },
    recipient: { recipient: MASH, role: 'MASH' },
  },
  purpose: 'SCREENING',
  reference: 'C-2MX9',
  ...more,
});

/** An emergency view of the family that lasts an hour. */
export const inEmergency = (): Sitting =>
  sitting({
    glass: {
      ...{ glass: 'b0000000-0000-4000-8000-000000000009' as Uuid, family: FAMILY },
      until: '2026-11-25T11:00:00.000Z',
      danger: judged('IMMEDIATE_DANGER'),
    },
  });

export const deciding = (more: Partial<Deciding> = {}): Deciding => ({
  ...{ sitting: sitting(), agreements: new Map([[PERSON, [refusal]]]), now: NOW },
  ruleset: currentRuleset(NOW),
  ...more,
});
