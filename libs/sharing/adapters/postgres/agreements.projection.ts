import type { AgencyId, AgreementId, PersonId, RecordId } from '#platform';
import { eventReader } from '#event-store/reading';
import type { ProjectedTable, Projection, ReadRow } from '#read-store';
import type { Sealed } from '#vault';
import {
  AGREEMENT_STREAMS,
  type AgreementEvent,
  type CompetenceFinding,
} from '../../domain/agreement-events.js';
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
  readonly age_then: number | null;
  readonly age_then_at_most: number | null;
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
  /** `CompetenceFinding`. */
  readonly competence: Readonly<Record<string, unknown>> | null;
  /** The record of whoever answered. */
  readonly answered_by: string | null;
  readonly ground: string | null;
  readonly ground_until: string | null;
  readonly registered_on: string | null;
  readonly within_terms: boolean | null;
  readonly express: boolean | null;
  readonly narrowed_at: string | null;
  readonly reviewed_at: string | null;
  readonly replaced_by: string | null;
  /** `Sealed`, opens to `AgreementNote` (context = agreement id). */
  readonly sealed: Readonly<Record<string, unknown>> | null;
}

const parseEvent = eventReader<AgreementEvent>('An agreement stream', {
  AgreementGiven: true,
  AgreementWithdrawn: true,
  AgreementRefused: true,
  AgreementNarrowed: true,
  AgreementReviewed: true,
  AgreementSuperseded: true,
});

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
    age_then: 'integer',
    age_then_at_most: 'integer',
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
    competence: 'jsonb',
    answered_by: 'uuid',
    ground: 'text',
    ground_until: 'text',
    registered_on: 'text',
    within_terms: 'boolean',
    express: 'boolean',
    narrowed_at: 'text',
    reviewed_at: 'text',
    replaced_by: 'uuid',
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
  version: 4,
  streams: [AGREEMENT_STREAMS],
  tables: [agreements],
};

/** The facts for `decide`, for the persons whom the row's records are linked to now: whose it is, and who answered. */
export const agreementFactsOf = (row: AgreementRow, person: PersonId, by?: PersonId): AgreementFacts =>
  agreementFacts(stateOf(row), person, by);

function rowOf(state: AgreementState): AgreementRow {
  return {
    agreement_id: state.agreement,
    record_id: state.record,
    agency: state.agency,
    reference: state.reference,
    status: state.status,
    authority: state.authority,
    competent: state.competent ?? null,
    age_then: state.ageThen ?? null,
    age_then_at_most: state.ageThenAtMost ?? null,
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
    competence: state.competence ? { ...state.competence } : null,
    answered_by: state.answeredBy ?? null,
    ground: state.ground ?? null,
    ground_until: state.groundUntil ?? null,
    registered_on: state.registeredOn ?? null,
    within_terms: state.withinTerms ?? null,
    express: state.express ?? null,
    narrowed_at: state.narrowedAt ?? null,
    reviewed_at: state.reviewedAt ?? null,
    replaced_by: state.replacedBy ?? null,
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
      ageThen: row.age_then,
      ageThenAtMost: row.age_then_at_most,
      method: row.method,
      wordingVersion: row.wording_version,
      noticeVersion: row.notice_version,
      givenAt: row.given_at,
      reviewAt: row.review_at,
      expiresAt: row.expires_at,
      endedAt: row.ended_at,
      revivedAfter: row.revived_after,
      competence: row.competence as CompetenceFinding | null,
      answeredBy: row.answered_by as RecordId | null,
      ground: row.ground as AgreementFacts['ground'] | null,
      groundUntil: row.ground_until,
      registeredOn: row.registered_on,
      withinTerms: row.within_terms,
      express: row.express,
      narrowedAt: row.narrowed_at,
      reviewedAt: row.reviewed_at,
      replacedBy: row.replaced_by as AgreementId | null,
      sealed: row.sealed as Sealed | null,
    }),
  };
}

type Present<T> = { readonly [K in keyof T]?: NonNullable<T[K]> };

const present = <T extends object>(columns: T): Present<T> =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)) as Present<T>;
