export * from './domain/facts.js';
export * from './domain/agreement-events.js';
export * from './domain/reasons.js';
export * from './domain/ruleset.js';
export { decide } from './domain/decision/decide.js';
export { currentRuleset, loadRulesets, parseRuleset } from './adapters/files/rulesets.js';
