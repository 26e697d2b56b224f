import type { RecordClass } from '#vault';
import type { Sector, StatementType } from '../envelope.js';
import type { DetailRule } from './detail-rule.js';

/** The part of JSON Schema 2020-12 that the contracts use, with the hub's own annotations. */
export interface JsonSchema {
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly (string | number)[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly contains?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly then?: JsonSchema;
  readonly 'x-labels'?: Readonly<Record<string, string>>;
  /** Codes of a list that stand alone: none of the others beside them. */
  readonly 'x-alone'?: readonly string[];
  /** What the fields of an object owe each other. */
  readonly 'x-rules'?: readonly DetailRule[];
}

/** Schema of one event type: the envelope by reference, and what the type adds. */
export interface EventSchema extends JsonSchema {
  readonly $id: string;
  readonly title: string;
  readonly description: string;
  readonly 'x-theme': string;
  readonly 'x-sensitivity': RecordClass;
  /** Sectors whose agencies may publish the type. */
  readonly 'x-publishers': readonly Sector[];
  /** What the type usually states; the publisher says it in each event. */
  readonly 'x-statement': StatementType;
  readonly 'x-summary': readonly string[];
  readonly $defs: { readonly details: JsonSchema } & Readonly<Record<string, JsonSchema>>;
}

/** Annotations that JSON Schema itself does not check. */
export const ANNOTATIONS = [
  'x-labels',
  'x-theme',
  'x-sensitivity',
  'x-publishers',
  'x-statement',
  'x-summary',
  'x-alone',
  'x-rules',
] as const;
