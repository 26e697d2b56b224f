import type { AgencyId, FamilyId, ItemId, PersonId, RecipientId, RecordId, StaffId, Uuid } from '#platform';
import type { RestrictedClass } from '#contracts';
import { currentRuleset, type ItemFacts } from '#sharing';
import { decideInEmergency, withDanger, dangerOf } from './emergency-danger.js';
import type { GlassBroken } from './emergency-events.js';

const HEALTH = 'urn:agency:ods:G7H8J' as AgencyId;
const MASH = 'urn:agency:la:873/mash' as RecipientId;
const NOW = new Date('2026-11-25T10:30:00Z');

const broken: GlassBroken = {
  glass: 'b0000000-0000-4000-8000-000000000009' as Uuid,
  family: 'c0000000-0000-4000-8000-000000000001' as FamilyId,
  by: { person: 'staff-asks' as StaffId, role: 'Analyst', agency: 'urn:agency:la:873' as AgencyId },
  ...{ recipient: MASH, purpose: 'S47', reference: 'C-2MX9', limb: 'CANNOT_OBTAIN', owners: [] },
  ...{ at: '2026-11-25T10:00:00.000Z', until: '2026-11-25T11:00:00.000Z' },
  sealed: { k: 'glass/R', c: 'sealed' },
};

const item = (restricted: readonly RestrictedClass[]): ItemFacts => ({
  ...{ item: 'a0000000-0000-4000-8000-000000000001' as ItemId, agency: HEALTH, sector: 'health' },
  ...{ kind: 'health.was-not-brought', sensitivity: restricted.length > 0 ? 'R' : 'H', restricted },
  sharing: { purpose: 'SCREENING', authority: 'CA2004_S10', existenceMayBeTold: false },
  people: [
    {
      record: 'd0000000-0000-4000-8000-000000000001' as RecordId,
      person: 'e0000000-0000-4000-8000-000000000001' as PersonId,
      ...{ party: 'SUBJECT', bornOn: '2017-05' },
    },
  ],
  occurredAt: NOW,
});

const decided = (facts: ItemFacts, now = NOW, recipient = MASH) =>
  decideInEmergency(facts, broken, {
    ...{ recipients: [{ recipient, role: 'MASH' }], agreements: [], overrides: [], now },
    ruleset: currentRuleset(now),
  })?.outcome;

describe('A restricted item while the glass is broken', () => {
  it('is open where a rule opens its class in danger, and held where none does', () => {
    expect(decided(item(['MARAC']))).toBe('PERMIT');
    expect(decided(item(['MAPPA']))).toBe('HOLD');
    expect(decided(item(['MARAC', 'MAPPA']))).toBe('HOLD');
  });

  it('is not asked about once the hour is over, nor for a team that is not known', () => {
    expect(decided(item(['MARAC']), new Date('2026-11-25T10:59:59.999Z'))).toBe('PERMIT');
    expect(decided(item(['MARAC']), new Date('2026-11-25T11:00:00Z'))).toBeUndefined();
    expect(decided(item(['MARAC']), NOW, 'urn:agency:other:NSEH/family-help' as RecipientId)).toBeUndefined();
  });

  it('is open at once where the clock is behind the one that it was broken by', () => {
    expect(decided(item(['MARAC']), new Date('2026-11-25T09:59:00Z'))).toBe('PERMIT');
  });

  it('has no part in what is not restricted: a refusal has the override as its way', () => {
    expect(decided(item([]))).toBeUndefined();
    expect(withDanger(item([]), dangerOf(broken))).toEqual(item([]));
  });
});
