import { type Schema, schemaRef } from '../types.js';

const text: Schema = { type: 'string' };

export const COMMON_SCHEMAS: Readonly<Record<string, Schema>> = {
  Problem: {
    type: 'object',
    description: 'Problem details (RFC 9457).',
    required: ['type', 'title', 'status', 'code'],
    properties: {
      type: { type: 'string', format: 'uri-reference', examples: ['urn:throughline:problem:HTTP.BUSY'] },
      title: text,
      status: { type: 'integer' },
      detail: text,
      code: {
        type: 'string',
        description: 'Stable; GET /v1/reason-codes lists them all.',
        examples: ['HTTP.BUSY'],
      },
      remedy: { type: 'string', description: 'What the publisher can do.' },
      instance: { type: 'string', description: 'Correlation id of the request.' },
      error: { type: 'string', description: 'OAuth 2 error, at the token address only.' },
    },
  },
  Reason: {
    type: 'object',
    required: ['code', 'title'],
    properties: {
      code: { type: 'string', description: 'Stable, AREA.REASON.', examples: ['IDENTIFIER.NHS_NUMBER'] },
      title: { type: 'string', description: 'A sentence, never with a value.' },
      remedy: text,
      path: {
        type: 'string',
        description: 'JSON pointer into the event.',
        examples: ['/data/subjects/0/identifiers/nhsNumber'],
      },
    },
  },
  Token: {
    type: 'object',
    required: ['access_token', 'token_type', 'expires_in'],
    properties: {
      access_token: text,
      token_type: { const: 'Bearer' },
      expires_in: { type: 'integer', description: 'Seconds.' },
      scope: { type: 'string', description: '`IG` for clients of information governance.' },
    },
  },
  ReasonCodes: {
    type: 'object',
    required: ['reasonCodes'],
    properties: { reasonCodes: { type: 'array', items: schemaRef('Reason') } },
  },
  Contracts: {
    type: 'object',
    required: ['contracts'],
    properties: {
      contracts: {
        type: 'array',
        items: { type: 'object', required: ['type', 'title'], properties: { type: text, title: text } },
      },
    },
  },
  Contract: {
    type: 'object',
    required: ['type', 'title', 'schema', 'examples'],
    properties: {
      type: text,
      title: text,
      description: text,
      sector: text,
      sensitivity: { type: 'string', enum: ['P', 'H', 'S', 'C', 'R'] },
      publishers: { type: 'array', items: text, description: 'Sectors whose agencies may publish it.' },
      usualStatement: { type: 'string', enum: ['FACT', 'OPINION', 'ALLEGATION'] },
      schema: { type: 'object', description: 'JSON Schema 2020-12, in one document.' },
      examples: {
        type: 'object',
        properties: { valid: { type: 'array', items: {} }, invalid: { type: 'array', items: {} } },
      },
    },
  },
  Health: {
    type: 'object',
    required: ['status'],
    properties: {
      status: { type: 'string', enum: ['up', 'down'] },
      failing: { type: 'array', items: text },
    },
  },
};
