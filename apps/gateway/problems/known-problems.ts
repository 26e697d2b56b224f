import { Problem } from './problem.js';

const WAIT_A_MOMENT = 'Wait as long as the Retry-After header says, then send the same request again.';

export const unauthorised = () =>
  new Problem({
    status: 401,
    code: 'HTTP.UNAUTHENTICATED',
    title: 'This address needs a valid access token.',
    remedy: 'Ask for a token at /oauth/token and send it in the Authorization header as a Bearer token.',
    headers: { 'www-authenticate': 'Bearer realm="throughline"' },
  });

export const forGovernance = () =>
  new Problem({
    status: 403,
    code: 'AUTH.GOVERNANCE_ONLY',
    title: 'This address is for information governance.',
    remedy: 'Ask the hub for a client of information governance.',
  });

export const forPublishers = () =>
  new Problem({
    status: 403,
    code: 'AUTH.NOT_A_PUBLISHER',
    title: 'This client publishes nothing and reads no receipts.',
    remedy: 'Use the client of the agency.',
  });

export const badClient = (basic: boolean) =>
  new Problem({
    status: 401,
    code: 'HTTP.UNAUTHENTICATED',
    title: 'The client id and secret do not match.',
    remedy: 'Check the client id and secret; ask the hub to issue a new secret if it was lost.',
    members: { error: 'invalid_client' },
    ...(basic ? { headers: { 'www-authenticate': 'Basic realm="throughline"' } } : {}),
  });

export const badTokenRequest = (error: string, detail: string) =>
  new Problem({
    status: 400,
    code: 'HTTP.BAD_REQUEST',
    title: 'The token request is not understood.',
    detail,
    remedy: 'Send grant_type=client_credentials as a form, with the client id and secret.',
    members: { error },
  });

/** RFC 6749 5.2: clients of the token endpoint look for `error`. */
export const ofTokenRequest = ({ options }: Problem): Problem =>
  new Problem({ ...options, members: { error: 'invalid_request' } });

export const tooManyFailures = (retryAfterSeconds: number) =>
  new Problem({
    status: 429,
    code: 'HTTP.TOO_MANY_REQUESTS',
    title: 'Too many token requests failed.',
    remedy: WAIT_A_MOMENT,
    headers: { 'retry-after': String(retryAfterSeconds) },
    members: { error: 'temporarily_unavailable' },
  });

export const busy = () =>
  new Problem({
    status: 503,
    code: 'HTTP.BUSY',
    title: 'The hub has as much in hand as it can take.',
    remedy: WAIT_A_MOMENT,
    headers: { 'retry-after': '1' },
  });

export const tooManyAtOnce = () =>
  new Problem({
    status: 429,
    code: 'HTTP.TOO_MANY_REQUESTS',
    title: 'This client has too many requests in hand at the same time.',
    remedy: WAIT_A_MOMENT,
    headers: { 'retry-after': '1' },
  });

export const methodNotAllowed = (methods: readonly string[]) =>
  new Problem({
    status: 405,
    code: 'HTTP.METHOD_NOT_ALLOWED',
    title: 'This address does not take that method.',
    remedy: `Use ${methods.join(' or ')}, as the Allow header says.`,
    headers: { allow: methods.join(', ') },
  });

/** Ends the connection too: whoever sends so slowly must not go on holding it. */
export const bodyTooSlow = () =>
  new Problem({
    status: 408,
    code: 'HTTP.BODY_TOO_SLOW',
    title: 'The body did not arrive in time.',
    remedy:
      'Send the same request again; if it stays, send the events in smaller batches or over a faster connection.',
    headers: { connection: 'close' },
  });

export const bodyUnreadable = () =>
  new Problem({
    status: 400,
    code: 'HTTP.BAD_REQUEST',
    title: 'The body is not what its headers say.',
    remedy:
      'Check Content-Length and Content-Encoding: the body must be as long, and compressed, as they say.',
  });

export const encodingUnknown = () =>
  new Problem({
    status: 415,
    code: 'HTTP.UNSUPPORTED_MEDIA_TYPE',
    title: 'The body is compressed, or its characters are encoded, in a way that this address does not read.',
    remedy: 'Send text in UTF-8, as it is or compressed with gzip, deflate or br.',
  });

const tooLarge = (detail: string, remedy: string) =>
  new Problem({
    status: 413,
    code: 'HTTP.TOO_LARGE',
    title: 'The request is larger than the hub takes at once.',
    detail,
    remedy,
  });

export const bodyTooLarge = () =>
  tooLarge(
    'The body is larger than the limit of this address.',
    'Send less in one request: events in smaller batches, cases in smaller lists.',
  );

export const eventTooLarge = () =>
  tooLarge(
    'One event is at most 256 KiB.',
    'Send one event for each thing that happened; leave out attachments.',
  );

export const batchTooLarge = (most: number) =>
  new Problem({
    status: 413,
    code: 'HTTP.BATCH_TOO_LARGE',
    title: 'The batch holds more events than the hub takes at once.',
    detail: `A batch holds at most ${most} events.`,
    remedy: 'Send the events in smaller batches.',
  });

export const tooManyCases = (most: number) =>
  new Problem({
    status: 413,
    code: 'HTTP.TOO_MANY_CASES',
    title: 'The request holds more cases than the hub answers at once.',
    detail: `A request holds at most ${most} cases.`,
    remedy: 'Send the cases in smaller lists.',
  });

export const notCases = () =>
  new Problem({
    status: 400,
    code: 'HTTP.BAD_REQUEST',
    title: 'The body is not the JSON of a case, or of a list of cases.',
    remedy: 'Send one case as a JSON object, or a list of one to a thousand, in UTF-8.',
  });

export const casesAreJson = () =>
  new Problem({
    status: 415,
    code: 'HTTP.UNSUPPORTED_MEDIA_TYPE',
    title: 'The content type is none that this address takes.',
    remedy: 'Use application/json.',
  });

export const notJson = () =>
  new Problem({
    status: 400,
    code: 'HTTP.BAD_REQUEST',
    title: 'The body is not the JSON that its content type promises.',
    remedy: 'Send a CloudEvent as JSON in UTF-8, or an array of them for a batch.',
  });

export const wrongContentType = () =>
  new Problem({
    status: 415,
    code: 'HTTP.UNSUPPORTED_MEDIA_TYPE',
    title: 'The content type is none that this address takes.',
    remedy:
      'Use application/cloudevents+json, application/cloudevents-batch+json, or application/json with ce- headers.',
  });

export const notFoundHere = () =>
  new Problem({
    status: 404,
    code: 'HTTP.NOT_FOUND',
    title: 'There is nothing at this address.',
    remedy: 'See /docs for the addresses of this interface.',
  });

/** The same whether another agency has such an event or nobody. */
export const noSuchEvent = () =>
  new Problem({
    status: 404,
    code: 'HTTP.NOT_FOUND',
    title: 'No event of this agency is known under this id.',
    remedy:
      'Check the id, percent-encoded, and the client of the token; what was not answered accepted has no receipt.',
  });

export const badParameters = (detail: string) =>
  new Problem({
    status: 400,
    code: 'HTTP.BAD_REQUEST',
    title: 'A parameter is not of the form that this address takes.',
    detail,
    remedy: 'See /docs for the form of each parameter.',
  });

export const defective = () =>
  new Problem({
    status: 500,
    code: 'HTTP.INTERNAL',
    title: 'The hub could not answer because of a fault of its own.',
    remedy: 'Try again later; if it stays, report the correlation id to the hub.',
  });
