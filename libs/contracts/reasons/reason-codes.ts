import { readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import type catalogue from '../../../contracts/reason-codes.json';

/** Stable: a code is never renamed and never changes its meaning. */
export type ReasonCode = keyof typeof catalogue;

export interface Reason {
  readonly code: ReasonCode;
  /** What is the matter, in a sentence without a value. */
  readonly sentence: string;
  /** What whoever reads it can do. */
  readonly remedy: string;
  /** What a publisher can do who is told the code in a receipt, where that is something else. */
  readonly publisherRemedy?: string;
  /** Who acts on it: the publishing agency, whoever views the item, or information governance. */
  readonly audience: 'PUBLISHER' | 'VIEWER' | 'IG';
}

const entries = JSON.parse(readFileSync(projectPath('contracts', 'reason-codes.json'), 'utf8')) as Readonly<
  Record<ReasonCode, Omit<Reason, 'code'>>
>;

export const REASON_CODES: readonly Reason[] = Object.entries(entries).map(([code, entry]) => ({
  code: code as ReasonCode,
  ...entry,
}));

const byCode: ReadonlyMap<string, Reason> = new Map(REASON_CODES.map((reason) => [reason.code, reason]));

export const findReason = (code: string): Reason | undefined => byCode.get(code);

/** The reason of a code of the catalogue; for a code from elsewhere, words that say only that. */
export const reasonOf = (code: string): Omit<Reason, 'code'> & { readonly code: string } =>
  byCode.get(code) ?? {
    code,
    sentence: 'The hub gave a reason that the catalogue does not explain.',
    remedy: 'Tell the hub, and give the code.',
    audience: 'IG',
  };
