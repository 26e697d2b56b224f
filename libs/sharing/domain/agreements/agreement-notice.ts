import type {
  AgreementGivenDetails,
  AgreementNarrowedDetails,
  AgreementRefusedDetails,
  AgreementReviewedDetails,
  AgreementWithdrawnDetails,
  SourceEvent,
} from '#contracts';
import {
  agreementIdOf,
  itemIdOf,
  recordIdOf,
  type AgencyId,
  type AgreementId,
  type ItemId,
  type RecordId,
} from '#platform';
import type { Sealed } from '#vault';

interface Notice {
  readonly agreement: AgreementId;
  readonly reference: string;
  readonly agency: AgencyId;
  readonly record: RecordId;
  readonly item: ItemId;
}

/** What an agency's agreement event asks for. */
export type AgreementNotice = Notice &
  (
    | { readonly kind: 'GIVE'; readonly details: AgreementGivenDetails; readonly bornOn?: string }
    | { readonly kind: 'WITHDRAW'; readonly details: AgreementWithdrawnDetails }
    | { readonly kind: 'REFUSE'; readonly details: AgreementRefusedDetails }
    | { readonly kind: 'NARROW'; readonly details: AgreementNarrowedDetails }
    | { readonly kind: 'REVIEW'; readonly details: AgreementReviewedDetails }
  );

/** What is sealed of a giving (record's class P key, context = agreement id): who gave it, and the competence note. */
export type AgreementNote = Pick<AgreementGivenDetails, 'givenBy' | 'competence'>;

/** The notice in a validated source event; undefined where it is no agreement event. It is for the main subject. */
export function findAgreementNotice(event: SourceEvent): AgreementNotice | undefined {
  const kind = KINDS[event.type.replace(/\.v\d+$/, '')];
  if (!kind) return undefined;
  // The contract of the type was checked before, so that the details are those of its kind.
  const born = kind === 'GIVE' ? bornOf(event) : {};
  return { ...noticeOf(event), kind, details: event.data.details, ...born } as unknown as AgreementNotice;
}

/** Of the main subject, whom the agreement is for. */
function bornOf({ subject, data }: SourceEvent): { readonly bornOn?: string } {
  const bornOn = data.subjects.find(({ localId }) => localId === subject)?.dateOfBirth;
  return bornOn === undefined ? {} : { bornOn };
}

const KINDS: Readonly<Record<string, AgreementNotice['kind']>> = {
  'agreement.given': 'GIVE',
  'agreement.withdrawn': 'WITHDRAW',
  'agreement.refused': 'REFUSE',
  'agreement.narrowed': 'NARROW',
  'agreement.reviewed': 'REVIEW',
};

export const agreementNote = ({ givenBy, competence }: AgreementGivenDetails): AgreementNote =>
  competence === undefined ? { givenBy } : { givenBy, competence };

function noticeOf(event: SourceEvent): Notice {
  const agency = event.source as AgencyId;
  const reference = String(event.data.details['agreementReference']);
  return {
    agreement: agreementIdOf(agency, reference),
    reference,
    agency,
    record: recordIdOf(agency, event.subject),
    item: itemIdOf(agency, event.id),
  };
}

/** A notice with what it seals; only a giving seals anything. */
export type SealedNotice =
  | (Extract<AgreementNotice, { kind: 'GIVE' }> & { readonly sealed: Sealed })
  | Exclude<AgreementNotice, { kind: 'GIVE' }>;
