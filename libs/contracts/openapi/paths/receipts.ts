import { answer, type PathItem, problems, schemaRef } from '../types.js';

export const RECEIPT_PATH: PathItem = {
  get: {
    operationId: 'getReceipt',
    summary: 'Ask what became of an event',
    description: 'Only the caller’s own events; another agency’s is not found, whether it exists or not.',
    tags: ['Events'],
    parameters: [
      {
        name: 'id',
        in: 'path',
        required: true,
        description: 'The agency’s own event id.',
        schema: { type: 'string' },
      },
    ],
    responses: {
      '200': answer('The event’s state now, and how it came there.', schemaRef('Receipt')),
      ...problems('BadRequest', 'Unauthenticated', 'Forbidden', 'NotFound', 'TooManyRequests', 'Busy'),
    },
  },
};
