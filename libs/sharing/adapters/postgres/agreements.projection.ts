import { defect, type AgencyId, type AgreementId, type PersonId, type RecordId } from '#platform';
import type { StoredEvent } from '#event-store';
import type { ProjectedTable, Projection, ReadRow } from '#read-store';
import type { Sealed } from '#vault';
import { AGREEMENT_STREAMS, type AgreementEvent } from '../../domain/agreement-events.js';
import {
  agreementFacts,
  evolveAgreement,
  type AgreementState,
} from '../../domain/agreements/agreement-state.js';
import type { AgreementFacts } from '../../domain/facts.js';

/** Dates stay as the agency stated them (a date or a date-time), so that an end date keeps its meaning. */
export interface AgreementRow extends ReadRow {
  readonly agreement_id: string;
  readonly record_id: string;
  readonly agency: string;
  readonly reference: string;
  readonly status: string;
  readonly authority: string;
  readonly competent: boolean | null;
  readonly purposes: readonly string[];
  readonly recipients: readonly string[];
  readonly categories: readonly string[];
  readonly exclusions: readonly string[];
  readonly method: string | null;
  readonly wording_version: string | null;
  readonly notice_version: string | null;
  readonly given_at: string | null;
  readonly review_at: string | null;
  readonly expires_at: string | null;
  readonly ended_at: string | null;
  readonly revived_after: string | null;
  /** `Sealed`, opens to `AgreementNote` (context = agreement id). */
  readonly sealed: Readonly<Record<string, unknown>> | null;
}

const TYPES: readonly string[] = ['AgreementGiven', 'AgreementWithdrawn', 'AgreementRefused'];

const agreements: ProjectedTable<AgreementRow> = {
  name: 'agreements',
  columns: {
    agreement_id: 'uuid',
    record_id: 'uuid',
    agency: 'text',
    reference: 'text',
    status: 'text',
    authority: 'text',
    competent: 'boolean',
    purposes: 'text[]',
    recipients: 'text[]',
    categories: 'text[]',
    exclusions: 'text[]',
    method: 'text',
    wording_version: 'text',
    notice_version: 'text',
    given_at: 'text',
    review_at: 'text',
    expires_at: 'text',
    ended_at: 'text',
    revived_after: 'text',
    sealed: 'jsonb',
  },
  key: ['agreement_id'],
  indexes: ['record_id'],
  keysOf: (event) => [{ agreement_id: parseEvent(event).data.agreement }],
  evolve: (row, event) => rowOf(evolveAgreement(row && stateOf(row), parseEvent(event))),
};

/** One row for each agreement, folded from its stream alone. */
export const agreementsProjection: Projection = {
  name: 'agreements',
  version: 1,
  streams: [AGREEMENT_STREAMS],
  tables: [agreements],
};

/** The facts for `decide`, for the person whom the row's record is linked to now. */
export const agreementFactsOf = (row: AgreementRow, person: PersonId): AgreementFacts =>
  agreementFacts(stateOf(row), person);

function parseEvent(event: StoredEvent): AgreementEvent {
  if (!TYPES.includes(event.type))
    throw defect('PROJECTION.UNKNOWN_EVENT', 'An agreement stream holds an event that cannot be read.', {
      type: event.type,
    });
  return event as unknown as AgreementEvent;
}

function rowOf(state: AgreementState): AgreementRow {
  return {
    agreement_id: state.agreement,
    record_id: state.record,
    agency: state.agency,
    reference: state.reference,
    status: state.status,
    authority: state.authority,
    competent: state.competent ?? null,
    purposes: state.purposes,
    recipients: state.recipients,
    categories: state.categories,
    exclusions: state.exclusions,
    method: state.method ?? null,
    wording_version: state.wordingVersion ?? null,
    notice_version: state.noticeVersion ?? null,
    given_at: state.givenAt ?? null,
    review_at: state.reviewAt ?? null,
    expires_at: state.expiresAt ?? null,
    ended_at: state.endedAt ?? null,
    revived_after: state.revivedAfter ?? null,
    sealed: state.sealed ? { k: state.sealed.k, c: state.sealed.c } : null,
  };
}

function stateOf(row: AgreementRow): AgreementState {
  return {
    agreement: row.agreement_id as AgreementId,
    record: row.record_id as RecordId,
    agency: row.agency as AgencyId,
    reference: row.reference,
    status: row.status as AgreementState['status'],
    authority: row.authority as AgreementState['authority'],
    purposes: row.purposes as AgreementState['purposes'],
    recipients: row.recipients,
    categories: row.categories,
    exclusions: row.exclusions,
    ...present({
      competent: row.competent,
      method: row.method,
      wordingVersion: row.wording_version,
      noticeVersion: row.notice_version,
      givenAt: row.given_at,
      reviewAt: row.review_at,
      expiresAt: row.expires_at,
      endedAt: row.ended_at,
      revivedAfter: row.revived_after,
      sealed: row.sealed as Sealed | null,
    }),
  };
}

type Present<T> = { readonly [K in keyof T]?: NonNullable<T[K]> };

const present = <T extends object>(columns: T): Present<T> =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)) as Present<T>;
