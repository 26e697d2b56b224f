import { type OpenAPIV3_1 } from 'openapi-types';

export type Operation = OpenAPIV3_1.OperationObject;
/**
 * The package's own path item is the intersection of 3.0 and 3.1 operations, which no 3.1 operation meets; hence these
 * two types of ours around its operation.
 */
export interface PathItem {
  readonly get?: Operation;
  readonly post?: Operation;
}
export type OpenApiDocument = Omit<OpenAPIV3_1.Document, 'paths' | 'components'> & {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: OpenAPIV3_1.ComponentsObject;
};
export type Responses = OpenAPIV3_1.ResponsesObject;
export type Schema = OpenAPIV3_1.SchemaObject;
export type SchemaOrRef = Schema | OpenAPIV3_1.ReferenceObject;

export const schemaRef = (name: string): OpenAPIV3_1.ReferenceObject => ({
  $ref: `#/components/schemas/${name}`,
});

export const responseRef = (name: string): OpenAPIV3_1.ReferenceObject => ({
  $ref: `#/components/responses/${name}`,
});

/** A successful answer in JSON. */
export const answer = (description: string, schema: SchemaOrRef): OpenAPIV3_1.ResponseObject => ({
  description,
  content: { 'application/json': { schema } },
});

/** Problem answers of an operation, by status. */
export const problems = (...names: readonly (keyof typeof PROBLEM_STATUS)[]): Responses =>
  Object.fromEntries(names.map((name) => [PROBLEM_STATUS[name], responseRef(name)]));

export const PROBLEM_STATUS = {
  BadRequest: '400',
  Unauthenticated: '401',
  Forbidden: '403',
  NotFound: '404',
  TooSlow: '408',
  TooLarge: '413',
  UnsupportedMediaType: '415',
  TooManyRequests: '429',
  Busy: '503',
} as const;
