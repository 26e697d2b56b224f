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
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly 'x-labels'?: Readonly<Record<string, string>>;
}

/** Schema of one event type: the envelope by reference, and what the type adds. */
export interface EventSchema extends JsonSchema {
  readonly $id: string;
  readonly title: string;
  readonly description: string;
  readonly 'x-theme': string;
  readonly 'x-sensitivity': 'P' | 'H' | 'S' | 'C' | 'R';
  readonly 'x-summary': readonly string[];
  readonly $defs: { readonly details: JsonSchema } & Readonly<Record<string, JsonSchema>>;
}

/** Annotations: no part in validation. */
export const ANNOTATIONS = ['x-labels', 'x-theme', 'x-sensitivity', 'x-summary'] as const;
