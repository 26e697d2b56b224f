import { type SourceEvent } from '../envelope.js';
import { contractSchemas } from '../schemas/schema-folder.js';
import { compileSchemas } from './compile-schemas.js';
import { type Fault } from './fault.js';
import { neverTaken } from './never-taken.js';
import { schemaFaults } from './schema-faults.js';
import { correctionFaults } from './semantic/correction-faults.js';
import { detailFaults } from './semantic/detail-faults.js';
import { idFaults } from './semantic/id-faults.js';
import { sharingFaults } from './semantic/sharing-faults.js';
import { subjectFaults } from './semantic/subject-faults.js';
import { testRangeFaults } from './semantic/test-range-faults.js';
import { timeFaults } from './semantic/time-faults.js';

export type Validation =
  | { readonly ok: true; readonly event: SourceEvent }
  | { readonly ok: false; readonly reasons: readonly Fault[] };

export interface Validator {
  /**
   * What is never taken first, then form, then sense: id, identifiers, subjects, relationships, times, details, agreement, judgement, correction.
   * @param now for times that may not lie ahead, with five minutes allowed between clocks.
   */
  validate(candidate: unknown, now: Date): Validation;
}

export interface ValidatorOptions {
  /** Refuse NHS numbers outside the range reserved for test. Default false. */
  readonly onlyTestNumbers?: boolean;
}

/** Keeps each schema of the catalogue once it was needed; make one and keep it. */
export function createValidator({ onlyTestNumbers = false }: ValidatorOptions = {}): Validator {
  const schemaOf = compileSchemas(contractSchemas());
  return {
    validate(candidate, now) {
      const never = neverTaken(candidate);
      const faults = never.length > 0 ? never : formFaults(candidate, schemaOf);
      if (faults.length > 0) return { ok: false, reasons: faults };
      const event = candidate as SourceEvent;
      const reasons = senseFaults(event, now, onlyTestNumbers);
      return reasons.length > 0 ? { ok: false, reasons } : { ok: true, event };
    },
  };
}

function formFaults(candidate: unknown, schemaOf: ReturnType<typeof compileSchemas>): readonly Fault[] {
  if (!isObject(candidate)) return [{ code: 'SCHEMA.WRONG_TYPE', path: '' }];
  const { type } = candidate;
  if (type === undefined) return [{ code: 'SCHEMA.MISSING_FIELD', path: '/type' }];
  const isValid = typeof type === 'string' ? schemaOf(type) : undefined;
  if (isValid === undefined) return [{ code: 'SCHEMA.UNKNOWN_TYPE', path: '/type' }];
  return isValid(candidate) ? [] : schemaFaults(isValid.errors ?? []);
}

const senseFaults = (event: SourceEvent, now: Date, onlyTestNumbers: boolean): readonly Fault[] => [
  ...idFaults(event),
  ...subjectFaults(event),
  ...timeFaults(event, now),
  ...detailFaults(event),
  ...sharingFaults(event),
  ...correctionFaults(event),
  ...(onlyTestNumbers ? testRangeFaults(event) : []),
];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
