import type {
  AgreementGivenDetails,
  AgreementRefusedDetails,
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
    | { readonly kind: 'GIVE'; readonly details: AgreementGivenDetails }
    | { readonly kind: 'WITHDRAW'; readonly details: AgreementWithdrawnDetails }
    | { readonly kind: 'REFUSE'; readonly details: AgreementRefusedDetails }
  );

/** What is sealed of a giving (record's class P key, context = agreement id): who gave it, and the competence note. */
export type AgreementNote = Pick<AgreementGivenDetails, 'givenBy' | 'competence'>;

/** The notice in a validated source event; undefined where it is no agreement event. It is for the main subject. */
export function findAgreementNotice(event: SourceEvent): AgreementNotice | undefined {
  const { details } = event.data;
  switch (event.type.replace(/\.v\d+$/, '')) {
    case 'agreement.given':
      return { ...noticeOf(event), kind: 'GIVE', details: details as unknown as AgreementGivenDetails };
    case 'agreement.withdrawn':
      return {
        ...noticeOf(event),
        kind: 'WITHDRAW',
        details: details as unknown as AgreementWithdrawnDetails,
      };
    case 'agreement.refused':
      return { ...noticeOf(event), kind: 'REFUSE', details: details as unknown as AgreementRefusedDetails };
    default:
      return undefined;
  }
}

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
