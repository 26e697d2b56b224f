export * from './domain/facts.js';
export * from './domain/agreement-events.js';
export * from './domain/reasons.js';
export * from './domain/ruleset.js';
export { OVERRIDE_FAULTS, overrideFaults, type OverrideFault } from './domain/override/override-faults.js';
export * from './domain/override/override-events.js';
export * from './domain/override/override-state.js';
export * from './domain/override/decide-override.js';
export {
  overrideEvent,
  overridesProjection,
  type OverrideStoredRow,
} from './adapters/postgres/overrides.projection.js';
export { londonDay, londonMidnight } from './domain/time/london.js';
export { lastsAt } from './domain/time/stated-time.js';
export { closedDaysOf } from './domain/time/calendar-of.js';
export { workingDayAfter, type Calendar } from './domain/time/working-days.js';
export { dueDateOf } from './domain/decision/owed.js';
export { decide } from './domain/decision/decide.js';
export { standsUntil } from './domain/decision/stands-until.js';
export { explainRows, missingFor, type RowExplained } from './domain/decision/explain.js';
export {
  compareOnCases,
  createComparison,
  type Change,
  type ComparedQuestion,
  type Comparison,
} from './application/compare/compare-rulesets.js';
export { checkRuleset, type CheckedRuleset } from './application/compare/check-ruleset.js';
export { tableAsCases } from './application/truth-table/as-cases.js';
export {
  previewWithdrawal,
  type PreviewedItem,
  type WithdrawalEffect,
} from './application/preview/preview-withdrawal.js';
export { tryCase, type TriedCase, type Trying } from './application/try/try-case.js';
export {
  currentRuleset,
  findRuleset,
  loadRulesets,
  parseDraft,
  parseRuleset,
} from './adapters/files/rulesets.js';
export { agreementFacts, evolveAgreement, type AgreementState } from './domain/agreements/agreement-state.js';
export {
  agreementNote,
  findAgreementNotice,
  type AgreementNote,
  type AgreementNotice,
  type SealedNotice,
} from './domain/agreements/agreement-notice.js';
export {
  AGREEMENT_NOTICE_REASONS,
  type AgreementAnswer,
  type AgreementNoticeReason,
} from './domain/agreements/agreement-answer.js';
export { endsByClock, monthReaching, type ClockEnd } from './domain/agreements/clock-ends.js';
export { decideAgreement, type AgreementContext } from './domain/agreements/decide-agreement.js';
export {
  agreementFactsOf,
  agreementsProjection,
  type AgreementRow,
} from './adapters/postgres/agreements.projection.js';
