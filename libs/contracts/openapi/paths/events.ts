import { type OpenAPIV3_1 } from 'openapi-types';
import { answer, type PathItem, problems, schemaRef } from '../types.js';

/** Attributes of binary mode; they are needed only with `application/json`. */
const HEADERS: readonly OpenAPIV3_1.ParameterObject[] = [
  'ce-specversion',
  'ce-id',
  'ce-source',
  'ce-type',
  'ce-subject',
  'ce-time',
].map((name) => ({
  name,
  in: 'header',
  description: 'Binary mode only.',
  schema: { type: 'string' },
}));

const body: OpenAPIV3_1.RequestBodyObject = {
  required: true,
  content: {
    'application/cloudevents+json': { schema: schemaRef('CloudEvent') },
    'application/cloudevents-batch+json': { schema: schemaRef('CloudEventBatch') },
    'application/json': {
      schema: {
        type: 'object',
        description: 'Binary mode: the data of the event; its attributes are headers.',
      },
    },
  },
};

export const EVENTS_PATH: PathItem = {
  post: {
    operationId: 'publishEvents',
    summary: 'Publish one event or a batch',
    description:
      'CloudEvents over HTTP in structured, batch (1,000 events or 4 MiB) or binary mode. Answers 202 once every accepted event is durable. The same event sent again is harmless.',
    tags: ['Events'],
    parameters: [...HEADERS],
    requestBody: body,
    responses: {
      '202': answer('One result for each event.', schemaRef('PublishResults')),
      ...problems(
        'BadRequest',
        'Unauthenticated',
        'Forbidden',
        'TooSlow',
        'TooLarge',
        'UnsupportedMediaType',
        'TooManyRequests',
        'Busy',
      ),
    },
  },
};

export const DRY_RUN_PATH: PathItem = {
  post: {
    operationId: 'dryRun',
    summary: 'Ask what would become of events',
    description:
      'Validated and decided as intake would now, from the text alone: nothing is kept and no real record is looked at. Of several events, what one states of agreements counts for those behind it; an agreement that an event names and none before it states is taken to stand, and `assumes` says so. Use invented people.',
    tags: ['Events'],
    parameters: [...HEADERS],
    requestBody: body,
    responses: {
      '200': answer('One result for each event.', schemaRef('DryRunResults')),
      ...problems(
        'BadRequest',
        'Unauthenticated',
        'Forbidden',
        'TooSlow',
        'TooLarge',
        'UnsupportedMediaType',
        'TooManyRequests',
        'Busy',
      ),
    },
  },
};
