import type { Purpose, RestrictedClass, Sector, SharingBlock } from '#contracts';
import type { AgreementId, ItemId, PersonId, RecipientId, RecordId, AgencyId } from '#platform';
import type { RecordClass } from '#vault';
import type {
  AgreementFacts,
  Decision,
  DecisionInput,
  JudgementFacts,
  RecipientFacts,
} from '../domain/facts.js';

/** One line of the truth table: a sentence that a governance lead can check, what is given, and the answer. */
export interface ShareCase {
  readonly name: string;
  readonly given?: Given;
  /** Fields named here must be as stated; `reasons` and `redact` in full. */
  readonly then: Partial<
    Pick<Decision, 'outcome' | 'row' | 'modifiers' | 'reasons' | 'standsOn' | 'alsoMatches' | 'redact'>
  > & {
    readonly settledByModifier?: true;
    readonly article9?: readonly string[];
    readonly firstReason?: string;
    readonly recipient?: string;
  };
}

export interface Given {
  readonly now?: string;
  readonly purpose?: Purpose | 'NONE';
  readonly to?: 'mash' | 'family-help' | 'family-support' | 'governance' | 'school' | 'NONE';
  readonly sector?: Sector;
  readonly kind?: string;
  readonly sensitivity?: RecordClass;
  readonly restricted?: readonly RestrictedClass[];
  readonly sharing?: Partial<Omit<SharingBlock, 'judgement'>>;
  readonly judgement?: Partial<JudgementFacts>;
  /** A child of ten on her own record where absent. */
  readonly people?: readonly { readonly who: string; readonly born?: string; readonly party?: GivenParty }[];
  readonly agreements?: readonly GivenAgreement[];
}

type GivenParty = DecisionInput['item']['people'][number]['party'];
type GivenAgreement = Partial<Omit<AgreementFacts, 'agreement' | 'record' | 'person'>> & {
  readonly of?: string;
  readonly id?: string;
  /** Another agency's record of the same person. */
  readonly heldOn?: string;
};

const TEAMS: Readonly<Record<string, RecipientFacts>> = {
  mash: { recipient: 'urn:agency:la:873/mash' as RecipientId, role: 'MASH' },
  'family-help': { recipient: 'urn:agency:other:NSEH/family-help' as RecipientId, role: 'EARLY_HELP' },
  'family-support': { recipient: 'urn:agency:la:873/family-support' as RecipientId, role: 'SOCIAL_CARE' },
  governance: { recipient: 'urn:agency:la:873/governance' as RecipientId, role: 'IG' },
  school: { recipient: 'urn:agency:urn:199997' as RecipientId, role: 'PARTNER' },
};

/** The decision that a line of the table asks for. */
export function inputOf({ to = 'mash', purpose = 'SCREENING', ...given }: Given = {}): DecisionInput {
  const recipient = TEAMS[to];
  return {
    item: itemOf(given),
    ...(recipient ? { recipient } : {}),
    ...(purpose === 'NONE' ? {} : { purpose }),
    agreements: (given.agreements ?? []).map(agreementOf),
    now: new Date(given.now ?? '2026-11-23T10:00:00Z'),
  };
}

function itemOf(given: Given): DecisionInput['item'] {
  const people = given.people ?? [{ who: 'child', born: '2016-05-04' }];
  return {
    item: 'item-1' as ItemId,
    agency: 'urn:agency:ods:G7H8J' as AgencyId,
    sector: given.sector ?? 'health',
    kind: given.kind ?? 'health.was-not-brought',
    sensitivity: given.sensitivity ?? 'P',
    restricted: given.restricted ?? [],
    sharing: {
      purpose: 'SCREENING',
      authority: 'Public task',
      existenceMayBeTold: false,
      ...given.sharing,
      ...(given.judgement ? { judgement: judgementOf(given.judgement) } : {}),
    },
    people: people.map(({ who, born, party }) => ({
      record: who as RecordId,
      person: `person of ${who}` as PersonId,
      party: party ?? 'SUBJECT',
      ...(born ? { bornOn: born } : {}),
    })),
    occurredAt: new Date('2026-11-20T09:00:00Z'),
  };
}

function judgementOf(judgement: Partial<JudgementFacts>): JudgementFacts {
  return {
    kind: 'SIGNIFICANT_HARM',
    role: 'Named nurse',
    organisation: 'Northshire Community Health',
    named: true,
    reasoned: true,
    madeAt: '2026-11-20T09:00:00Z',
    reviewBy: '2026-12-10',
    ...judgement,
  };
}

function agreementOf({ of = 'child', id, heldOn, ...terms }: GivenAgreement): AgreementFacts {
  return {
    agreement: (id ?? `agreement of ${of}`) as AgreementId,
    record: (heldOn ?? of) as RecordId,
    person: `person of ${of}` as PersonId,
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
