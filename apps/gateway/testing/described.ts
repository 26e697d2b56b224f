import type { IncomingHttpHeaders } from 'node:http';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApiDocument } from '#contracts';
import { closed } from '#contracts/testing';

export interface Answer {
  /** The path as the document has it. */
  readonly at: string;
  readonly method: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Described {
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}
type Operations = Readonly<
  Record<string, { readonly responses: Readonly<Record<string, Described & { $ref?: string }>> }>
>;

/** Headers that a caller acts on; what else there is belongs to HTTP or protects browsers. */
const TELLING = ['retry-after', 'www-authenticate', 'x-correlation-id', 'allow', 'location'];

const document = openApiDocument();
const paths = document.paths as unknown as Readonly<Record<string, Operations>>;
const ajv = new Ajv2020({
  allErrors: true,
  strict: false,
  schemas: [{ $id: 'doc:openapi', ...closed(document) }],
});
addFormats.default(ajv);

/** In what the answer differs from its description, in words; empty where it does not. */
export function differences({ at, method, status, headers, body }: Answer): readonly string[] {
  const found = describedAt(at, method.toLowerCase(), String(status));
  if (!found) return [`${status} is not described`];
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  const schema = found.content?.[type]?.schema;
  if (!schema) return [`the content type ${type} is not described`];
  return [...headerFaults(found.headers ?? {}, headers), ...bodyFaults(schema, body)];
}

/** Each path and status of the document. */
export const documentedStatuses = (): readonly string[] =>
  Object.entries(paths).flatMap(([at, operations]) =>
    Object.values(operations).flatMap(({ responses }) =>
      Object.keys(responses).map((status) => `${at} ${status}`),
    ),
  );

function describedAt(at: string, method: string, status: string): Described | undefined {
  const response = paths[at]?.[method]?.responses[status];
  const name = response?.$ref?.split('/').at(-1);
  const { responses = {} } = document.components;
  return name === undefined ? response : (responses[name] as Described | undefined);
}

function headerFaults(
  described: NonNullable<Described['headers']>,
  headers: IncomingHttpHeaders,
): readonly string[] {
  const known = new Set(Object.keys(described).map((name) => name.toLowerCase()));
  const missing = Object.entries(described).filter(
    ([name, { required }]) => required && headers[name.toLowerCase()] === undefined,
  );
  const unknown = TELLING.filter((name) => headers[name] !== undefined && !known.has(name));
  return [
    ...missing.map(([name]) => `the header ${name} is missing`),
    ...unknown.map((name) => `the header ${name} is not described`),
  ];
}

function bodyFaults(schema: object, body: string): readonly string[] {
  const isValid = ajv.compile(
    JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"doc:openapi#/')) as object,
  );
  if (isValid(JSON.parse(body))) return [];
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
