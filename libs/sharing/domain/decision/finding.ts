import type { SharingReason } from '../reasons.js';
import type { RowRule } from '../ruleset.js';
import type { Case } from './case.js';

/** Met, or not met with the reason worth telling; no reason where the road was simply not offered. */
export type Finding =
  | { readonly met: true }
  | { readonly met: false; readonly reason?: SharingReason; readonly more?: readonly SharingReason[] };

/** `row`: the row whose condition it is, or that the question is put to; absent where there is none. */
export type Condition = (question: Case, row?: RowRule) => Finding;

export const MET: Finding = { met: true };
export const NOT_OFFERED: Finding = { met: false };
export const unmet = (reason: SharingReason, more?: readonly SharingReason[]): Finding =>
  more === undefined ? { met: false, reason } : { met: false, reason, more };
export const metIf = (test: boolean, reason: SharingReason): Finding => (test ? MET : unmet(reason));
/** For a condition whose failing is no reason to tell. */
export const offeredIf = (test: boolean): Finding => (test ? MET : NOT_OFFERED);
