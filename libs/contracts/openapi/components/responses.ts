import { type OpenAPIV3_1 } from 'openapi-types';
import { type PROBLEM_STATUS, schemaRef } from '../types.js';

type ResponseObject = OpenAPIV3_1.ResponseObject;

const problem = (description: string, headers: ResponseObject['headers'] = {}): ResponseObject => ({
  description,
  headers,
  content: { 'application/problem+json': { schema: schemaRef('Problem') } },
});

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } },
} as const;

export const RESPONSES: Readonly<Record<keyof typeof PROBLEM_STATUS, ResponseObject>> = {
  BadRequest: problem('The request cannot be understood.'),
  Unauthenticated: problem('The access token is missing, wrong or expired.', {
    'WWW-Authenticate': { schema: { type: 'string' } },
  }),
  Forbidden: problem('The client may not do this.'),
  NotFound: problem('There is nothing here, or nothing of the caller’s own.'),
  TooSlow: problem('The body did not arrive within 30 seconds; the connection is ended.'),
  TooLarge: problem('One event is over 256 KiB, or a batch over 1,000 events or cases or 4 MiB.'),
  UnsupportedMediaType: problem('None of the content types that this address takes.'),
  TooManyRequests: problem('The client has too much in hand at once.', RETRY_AFTER),
  Busy: problem('The hub cannot take more just now; nothing was stored.', RETRY_AFTER),
};
