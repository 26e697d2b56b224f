import type { AgreementGivenDetails, AgreementNarrowedDetails, SourceEvent } from '#contracts';
import { findAgreementNotice, type SealedNotice } from '../domain/agreements/agreement-notice.js';
import { decideAgreement } from '../domain/agreements/decide-agreement.js';
import { evolveAgreement, type AgreementState } from '../domain/agreements/agreement-state.js';

export const TERMS: AgreementGivenDetails = {
  agreementReference: 'A-1',
  givenBy: { name: 'Synthetic Mother' },
  authority: 'PR',
  purposes: ['TAF', 'SCREENING'],
  recipients: ['urn:agency:la:873', 'urn:agency:other:NSEH'],
  categories: ['health', 'school'],
  exclusions: [],
  method: 'WRITTEN',
  wordingVersion: '3',
  noticeVersion: '2',
  givenAt: '2026-06-01T09:00:00Z',
};

/** A notice as an agency states it, with something in the place of what is sealed. */
export function noticeOf(type: string, details: object, subject = 'LOCAL-1'): SealedNotice {
  const event: SourceEvent = {
    ...{ specversion: '1.0', id: 'e-1', source: 'urn:agency:other:NSEH', type, subject },
    time: '2026-06-01T09:00:00Z',
    data: {
      subjects: [],
      details: details as Readonly<Record<string, unknown>>,
      statementType: 'FACT',
      sensitivity: 'P',
      sharing: { purpose: 'TAF', authority: 'Public task', existenceMayBeTold: true },
      recordedAt: '2026-06-01T09:00:00Z',
    },
  };
  const found = findAgreementNotice(event);
  if (!found) throw new Error('No agreement notice');
  return found.kind === 'GIVE' ? { ...found, sealed: { k: 'k', c: 'c' } } : found;
}

const about = { agreementReference: 'A-1', by: 'PR' };
export const give = (change: Partial<AgreementGivenDetails> = {}, subject?: string) =>
  noticeOf('agreement.given.v1', { ...TERMS, ...change }, subject);
export const withdraw = (withdrawnAt: string) =>
  noticeOf('agreement.withdrawn.v1', { ...about, withdrawnAt });
export const narrow = (narrowedAt: string, change: Partial<AgreementNarrowedDetails> = {}) => {
  const { purposes, recipients, categories, exclusions } = TERMS;
  const terms = { purposes, recipients, categories, exclusions };
  return noticeOf('agreement.narrowed.v1', { ...about, narrowedAt, ...terms, ...change });
};
export const review = (reviewedAt: string, reviewAt?: string) =>
  noticeOf('agreement.reviewed.v1', {
    agreementReference: 'A-1',
    reviewedAt,
    ...(reviewAt === undefined ? {} : { reviewAt }),
  });

/** The agreement after these notices; throws the code of one that is refused. */
export const after = (...notices: readonly SealedNotice[]): AgreementState | undefined =>
  notices.reduce<AgreementState | undefined>((state, each) => {
    const answer = decideAgreement(each, state);
    if (!answer.ok) throw new Error(answer.code);
    return answer.events.reduce<AgreementState | undefined>(evolveAgreement, state);
  }, undefined);
