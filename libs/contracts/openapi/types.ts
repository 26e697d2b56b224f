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
  headers: CORRELATION,
  content: { 'application/json': { schema } },
});

/** On every answer but those of health. */
export const CORRELATION = {
  'X-Correlation-Id': {
    description: 'The one that came with the request, or a new one; name it where you report a fault.',
    required: true,
    schema: { type: 'string' },
  },
} as const satisfies OpenAPIV3_1.ResponseObject['headers'];

/** Problem answers of an operation, by status; a fault of the hub's own may come of any. */
export const problems = (...names: readonly (keyof typeof PROBLEM_STATUS)[]): Responses =>
  Object.fromEntries([...names, 'Fault' as const].map((name) => [PROBLEM_STATUS[name], responseRef(name)]));

export const PROBLEM_STATUS = {
  BadRequest: '400',
  Unauthenticated: '401',
  Forbidden: '403',
  NotFound: '404',
  TooSlow: '408',
  TooLarge: '413',
  UnsupportedMediaType: '415',
  TooManyRequests: '429',
  Fault: '500',
  Busy: '503',
  TokenNotUnderstood: '400',
  TokenTooSlow: '408',
  TokenTooLarge: '413',
  TokenEncodingUnknown: '415',
  TokenRefused: '401',
  TooManyFailures: '429',
} as const;
