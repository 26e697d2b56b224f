import { answer, type PathItem, problems, schemaRef } from '../types.js';

export const CONTRACTS_PATH: PathItem = {
  get: {
    operationId: 'listContracts',
    summary: 'List the event types',
    tags: ['Contracts'],
    security: [],
    responses: {
      '200': answer('Every event type and version.', schemaRef('Contracts')),
      ...problems('Busy'),
    },
  },
};

export const CONTRACT_PATH: PathItem = {
  get: {
    operationId: 'getContract',
    summary: 'Get the contract of an event type',
    tags: ['Contracts'],
    security: [],
    parameters: [
      {
        name: 'type',
        in: 'path',
        required: true,
        description: '<sector>.<event>.v<major>',
        schema: { type: 'string' },
        example: 'health.was-not-brought.v1',
      },
    ],
    responses: {
      '200': answer('Schema and examples.', schemaRef('Contract')),
      ...problems('BadRequest', 'NotFound', 'Busy'),
    },
  },
};

export const REASON_CODES_PATH: PathItem = {
  get: {
    operationId: 'listReasonCodes',
    summary: 'List the reason codes',
    tags: ['Contracts'],
    security: [],
    responses: {
      '200': answer('Every code with its sentence and remedy.', schemaRef('ReasonCodes')),
      ...problems('Busy'),
    },
  },
};
