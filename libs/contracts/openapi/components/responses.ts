import { type OpenAPIV3_1 } from 'openapi-types';
import { CORRELATION, type PROBLEM_STATUS, schemaRef } from '../types.js';

type ResponseObject = OpenAPIV3_1.ResponseObject;

const problem = (
  description: string,
  headers: ResponseObject['headers'] = {},
  type = 'application/problem+json',
): ResponseObject => ({
  description,
  headers: { ...CORRELATION, ...headers },
  content: { [type]: { schema: schemaRef('Problem') } },
});

/** OAuth 2 clients read errors of the token endpoint as plain JSON. */
const refusedToken = (description: string, headers?: ResponseObject['headers']) =>
  problem(description, headers, 'application/json');

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait.', required: true, schema: { type: 'integer', minimum: 0 } },
} as const;

export const RESPONSES: Readonly<Record<keyof typeof PROBLEM_STATUS, ResponseObject>> = {
  BadRequest: problem('The request cannot be understood.'),
  Unauthenticated: problem('The access token is missing, wrong or expired.', {
    'WWW-Authenticate': { required: true, schema: { type: 'string' } },
  }),
  Forbidden: problem('The client may not do this.'),
  NotFound: problem('There is nothing here, or nothing of the caller’s own.'),
  TooSlow: problem('The body did not arrive within 30 seconds; the connection is ended.'),
  TooLarge: problem(
    'One event is over 256 KiB, a batch over 1,000 events or cases or 4 MiB, or a token request over 8 KiB.',
  ),
  UnsupportedMediaType: problem('None of the content types or encodings that this address takes.'),
  TooManyRequests: problem('The client has too much in hand at once.', RETRY_AFTER),
  Fault: problem('A fault of the hub’s own. Sending the same again is harmless.'),
  Busy: problem('The hub cannot take more just now; nothing was stored.', RETRY_AFTER),
  TokenNotUnderstood: refusedToken('The token request cannot be understood.'),
  TokenTooSlow: refusedToken('The body of the token request did not arrive in time.'),
  TokenTooLarge: refusedToken('The token request is larger than this address takes.'),
  TokenEncodingUnknown: refusedToken('None of the encodings that this address takes.'),
  TokenRefused: refusedToken('The client id and secret do not match.', {
    'WWW-Authenticate': { description: 'Where the client came by HTTP Basic.', schema: { type: 'string' } },
  }),
  TooManyFailures: refusedToken('Too many token requests of this client or address failed.', RETRY_AFTER),
};
