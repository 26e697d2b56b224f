import type { JudgementFacts, OrderFacts, OverrideRecord, RecipientFacts } from '../../domain/facts.js';
import type { CaseAgreement } from './case-facts.js';

export type TeamName = 'mash' | 'family-help' | 'family-support' | 'governance' | 'school' | 'charity';

/** The teams of the demonstration county, a school, and a charity of which nothing is registered. */
export const TEAMS: Readonly<
  Record<TeamName, { readonly id: string; readonly role: RecipientFacts['role'] }>
> = {
  mash: { id: 'urn:agency:la:873/mash', role: 'MASH' },
  'family-help': { id: 'urn:agency:other:NSEH/family-help', role: 'EARLY_HELP' },
  'family-support': { id: 'urn:agency:la:873/family-support', role: 'SOCIAL_CARE' },
  governance: { id: 'urn:agency:la:873/governance', role: 'IG' },
  charity: { id: 'urn:agency:other:NSFB', role: 'PARTNER' },
  school: { id: 'urn:agency:urn:199997', role: 'PARTNER' },
};

/** A judgement of significant harm that holds. */
export const judgementOf = (judgement: Partial<JudgementFacts>): JudgementFacts => ({
  kind: 'SIGNIFICANT_HARM',
  role: 'Named nurse',
  organisation: 'Northshire Community Health',
  named: true,
  reasoned: true,
  madeAt: '2026-11-20T09:00:00Z',
  reviewBy: '2026-12-10',
  ...judgement,
});

export const orderOf = (order: Partial<OrderFacts>): OrderFacts => ({
  kind: 'COURT_ORDER',
  effect: 'COMPELS',
  reference: 'FC-2026-114',
  ...order,
});

/** An agreement that covers every usual question: of the child by a parent, of anyone else by themselves. */
export function agreementOf({ of = 'child', ...terms }: Partial<CaseAgreement>): CaseAgreement {
  return {
    of,
    status: 'GIVEN',
    authority: of === 'child' ? 'PR' : 'SELF',
    purposes: ['SCREENING', 'S47', 'CASEWORK', 'TAF'],
    recipients: ['urn:agency:la:873', 'urn:agency:other:NSEH', 'urn:agency:urn:199997'],
    categories: ['health', 'police', 'school', 'social-care', 'early-help'],
    exclusions: [],
    givenAt: '2026-06-01T09:00:00Z',
    ...terms,
  };
}

/** A complete record that overrides a refusal for child protection. */
export const overrideOf = (record: Partial<OverrideRecord>): OverrideRecord => ({
  reference: 'override-1',
  kind: 'OVERRIDE',
  row: 'D3',
  harmFeared: true,
  evidence: true,
  whyNoAgreement: true,
  alternatives: true,
  items: [{ item: 'item-1', necessity: true }],
  recipients: ['urn:agency:la:873/mash'],
  requester: {
    person: 'P1',
    name: true,
    role: 'Health visitor',
    organisation: 'Northshire Community Health',
  },
  authoriser: {
    person: 'P2',
    name: true,
    role: 'Named nurse',
    organisation: 'Northshire Community Health',
    profession: 'NAMED_SAFEGUARDING_PROFESSIONAL',
    inRequestersLine: false,
  },
  authorisedAt: '2026-11-21T09:00:00Z',
  told: true,
  reviewBy: '2026-12-10',
  ...record,
});
