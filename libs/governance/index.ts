export * from './domain/events.js';
export * from './application/disclose.js';
export * from './application/ask-now.js';
export * from './application/item-history.js';
export * from './adapters/postgres/agreements-of-persons.js';
export * from './adapters/postgres/disclosures.projection.js';
export * from './domain/emergency/emergency-events.js';
export * from './domain/emergency/decide-emergency.js';
export * from './domain/emergency/emergency-danger.js';
export * from './domain/emergency/restricted-item.js';
export * from './adapters/postgres/emergency.projection.js';
export * from './adapters/postgres/emergency-reader.js';
export * from './adapters/postgres/owing.projection.js';
export * from './adapters/postgres/owing-reader.js';
export * from './adapters/postgres/overrides-reader.js';
export { consideredProjection } from './adapters/postgres/considered.projection.js';
export { rhythmProjection } from './adapters/postgres/rhythm.projection.js';
export * from './adapters/postgres/rhythm-reader.js';
export * from './application/quiet-agencies.js';
export * from './domain/rhythm/heard.js';
export * from './domain/rhythm/judge-silence.js';
export * from './adapters/postgres/agreement-audit.js';
export * from './adapters/postgres/decision-audit.js';
export * from './adapters/postgres/disclosure-audit.js';
export * from './adapters/postgres/person-audit.js';
export {
  createPersonDecisions,
  type MadeDecision,
  type PersonDecisions,
} from './adapters/postgres/person-decisions.js';
export * from './application/agreement-life.js';
export type { Paged } from './adapters/postgres/paged.js';
export * from './application/has-basis.js';
export * from './adapters/postgres/basis-check-store.js';
export * from './adapters/postgres/basis-reader.js';
export * from './adapters/postgres/consent-audit.js';
export * from './adapters/postgres/weeks-reader.js';
export { weekOf } from './domain/considered.js';
export * from './domain/sample/sample-events.js';
export * from './domain/sample/sample.js';
export * from './domain/sample/wilson.js';
export { samplesProjection } from './adapters/postgres/samples.projection.js';
export * from './application/samples.js';
export * from './application/past-questions.js';
