import { type ErrorObject } from 'ajv/dist/2020.js';
import { type ReasonCode } from '../reasons/reason-codes.js';
import { type Fault } from './fault.js';
import { IDENTIFIER_FORMATS } from './formats.js';

const MOST_FAULTS_TOLD = 20;

const CODES: Readonly<Record<string, ReasonCode>> = {
  required: 'SCHEMA.MISSING_FIELD',
  type: 'SCHEMA.WRONG_TYPE',
  enum: 'SCHEMA.NOT_IN_LIST',
  const: 'SCHEMA.NOT_IN_LIST',
  additionalProperties: 'SCHEMA.UNKNOWN_FIELD',
  propertyNames: 'SCHEMA.UNKNOWN_FIELD',
  pattern: 'SCHEMA.FORMAT',
  anyOf: 'SCHEMA.FORMAT',
  maxLength: 'SCHEMA.TOO_LONG',
  maxItems: 'SCHEMA.TOO_LONG',
  minLength: 'SCHEMA.TOO_SHORT',
  minItems: 'SCHEMA.TOO_SHORT',
  minimum: 'SCHEMA.OUT_OF_RANGE',
  maximum: 'SCHEMA.OUT_OF_RANGE',
  uniqueItems: 'SCHEMA.DUPLICATE',
  contains: 'SCHEMA.RESTRICTION_MISSING',
  not: 'SCHEMA.NOT_TOGETHER',
  maxProperties: 'RETRACTION.HAS_DETAILS',
};

/** The validator's errors as stable codes, each once, at most twenty. */
export function schemaFaults(errors: readonly ErrorObject[]): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const error of errors) {
    if (error.keyword === 'if' || error.propertyName !== undefined) continue;
    const fault = { code: codeOf(error), path: pathOf(error) };
    faults.set(`${fault.code} ${fault.path}`, fault);
    if (faults.size === MOST_FAULTS_TOLD) break;
  }
  return [...faults.values()];
}

function codeOf(error: ErrorObject): ReasonCode {
  if (error.keyword === 'format') return formatCode(String(error.params['format']));
  if (error.keyword === 'const' && isWithinContains(error)) return 'SCHEMA.RESTRICTION_MISSING';
  return CODES[error.keyword] ?? 'SCHEMA.INVALID';
}

const formatCode = (format: string): ReasonCode => IDENTIFIER_FORMATS[format]?.code ?? 'SCHEMA.FORMAT';

const isWithinContains = (error: ErrorObject): boolean => error.schemaPath.includes('/contains/');

const isInUnknownField = (error: ErrorObject): boolean => error.schemaPath.includes('/additionalProperties/');

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** The name of an unknown field is the publisher's own text and may be a person's, so its parent is named instead. */
function pathOf(error: ErrorObject): string {
  if (isWithinContains(error) || isInUnknownField(error)) return parentOf(error.instancePath);
  if (error.keyword !== 'required') return error.instancePath;
  return `${error.instancePath}/${String(error.params['missingProperty'])}`;
}
