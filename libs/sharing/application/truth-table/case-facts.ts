import type { Purpose, RestrictedClass, Sector, SharingBlock } from '#contracts';
import type { AgencyId, AgreementId, ItemId, PersonId, RecipientId, RecordId } from '#platform';
import type { RecordClass } from '#vault';
import type {
  AgreementFacts,
  BodyFacts,
  DecisionInput,
  FieldFacts,
  ItemFacts,
  JudgementFacts,
  OverrideRecord,
  OwingFacts,
  PersonInItem,
  RecipientFacts,
  SharingGrounds,
  ViewerFacts,
} from '../../domain/facts.js';

/** The facts of a question as people write them down: persons by a name of one's own choosing, never a real one. */
export interface CaseFacts {
  readonly purpose?: Purpose;
  readonly recipient?: {
    readonly id: string;
    readonly role: RecipientFacts['role'];
    readonly body?: BodyFacts;
  };
  /** How override records name the item; `item` where absent. */
  readonly item?: string;
  readonly agency?: string;
  readonly sector: Sector;
  readonly kind?: string;
  readonly sensitivity: RecordClass;
  readonly restricted?: readonly RestrictedClass[];
  readonly specialCategory?: boolean;
  readonly minutes?: boolean;
  readonly fields?: readonly FieldFacts[];
  readonly sender?: BodyFacts;
  readonly sharing?: Partial<Omit<SharingBlock, 'judgement'>> & Omit<SharingGrounds, 'judgements'>;
  readonly judgements?: readonly JudgementFacts[];
  readonly people?: readonly CasePerson[];
  readonly agreements?: readonly CaseAgreement[];
  readonly overrides?: readonly OverrideRecord[];
  readonly owing?: readonly OwingFacts[];
  readonly viewer?: ViewerFacts;
  readonly engagement?: 'AGREED' | 'NOT_AGREED';
}

export type CasePerson = Omit<PersonInItem, 'record' | 'person' | 'party' | 'bornOn'> & {
  readonly who: string;
  readonly born?: string;
  /** SUBJECT where absent. */
  readonly party?: PersonInItem['party'];
};

export type CaseAgreement = Omit<AgreementFacts, 'agreement' | 'record' | 'person'> & {
  /** Whose agreement it is: `who` of a person. */
  readonly of: string;
  readonly id?: string;
  /** Another agency's record of the same person. */
  readonly heldOn?: string;
};

/** What the rules are asked, from facts in words. */
export function inputFrom(facts: CaseFacts, now: Date): DecisionInput {
  const { recipient, purpose, agreements = [], overrides, owing, viewer, engagement } = facts;
  return {
    item: itemFrom(facts),
    ...(recipient ? { recipient: recipientFrom(recipient) } : {}),
    ...(purpose === undefined ? {} : { purpose }),
    agreements: agreements.map(agreementFrom),
    now,
    ...(overrides === undefined ? {} : { overrides }),
    ...(owing === undefined ? {} : { owing }),
    ...(viewer === undefined ? {} : { viewer }),
    ...(engagement === undefined ? {} : { engagement }),
  };
}

const recipientFrom = ({ id, role, body }: NonNullable<CaseFacts['recipient']>): RecipientFacts => ({
  recipient: id as RecipientId,
  role,
  ...(body === undefined ? {} : { body }),
});

function itemFrom(facts: CaseFacts): ItemFacts {
  const { specialCategory, minutes, fields, sender } = facts;
  return {
    item: (facts.item ?? 'item') as ItemId,
    agency: (facts.agency ?? '') as AgencyId,
    sector: facts.sector,
    kind: facts.kind ?? '',
    sensitivity: facts.sensitivity,
    restricted: facts.restricted ?? [],
    sharing: sharingFrom(facts),
    people: (facts.people ?? []).map(personFrom),
    occurredAt: new Date(0),
    ...(specialCategory === undefined ? {} : { specialCategory }),
    ...(minutes === undefined ? {} : { minutes }),
    ...(fields === undefined ? {} : { fields }),
    ...(sender === undefined ? {} : { sender }),
  };
}

function sharingFrom({ sharing, judgements = [] }: CaseFacts): ItemFacts['sharing'] {
  const [judgement, ...more] = judgements;
  return {
    purpose: 'SCREENING',
    authority: '',
    existenceMayBeTold: false,
    ...sharing,
    ...(judgement === undefined ? {} : { judgement }),
    ...(more.length === 0 ? {} : { judgements: more }),
  };
}

function personFrom({ who, born, party, ...person }: CasePerson): PersonInItem {
  return {
    ...person,
    record: who as RecordId,
    person: personOf(who),
    party: party ?? 'SUBJECT',
    ...(born === undefined ? {} : { bornOn: born }),
  };
}

const agreementFrom = ({ of, id, heldOn, ...terms }: CaseAgreement): AgreementFacts => ({
  ...terms,
  agreement: (id ?? `agreement of ${of}`) as AgreementId,
  record: (heldOn ?? of) as RecordId,
  person: personOf(of),
});

const personOf = (who: string): PersonId => `person of ${who}` as PersonId;
