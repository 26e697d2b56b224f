import type { SharingReason } from '../reasons.js';
import type { RowRule } from '../ruleset.js';
import type { Case } from './case.js';

/** Met, or not met with the reason worth telling; no reason where the road was simply not offered. */
export type Finding = { readonly met: true } | { readonly met: false; readonly reason?: SharingReason };

export type Condition = (question: Case) => Finding;
/** What a modifier asks of the row that matched. */
export type Requirement = (question: Case, row: RowRule) => readonly SharingReason[];

export const MET: Finding = { met: true };
export const NOT_OFFERED: Finding = { met: false };
export const unmet = (reason: SharingReason): Finding => ({ met: false, reason });
export const metIf = (test: boolean, reason: SharingReason): Finding => (test ? MET : unmet(reason));
