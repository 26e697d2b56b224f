import { COMMON_SCHEMAS } from './components/common-schemas.js';
import { DECISION_ANSWER_SCHEMAS } from './components/decision-answer-schemas.js';
import { DECISION_CASE_SCHEMAS } from './components/decision-case-schemas.js';
import { DRY_RUN_SCHEMAS } from './components/dry-run-schemas.js';
import { eventSchemas } from './components/event-schemas.js';
import { OUTCOME_SCHEMAS } from './components/outcome-schemas.js';
import { RESPONSES } from './components/responses.js';
import { CONTRACT_PATH, CONTRACTS_PATH, REASON_CODES_PATH } from './paths/contracts.js';
import { TRY_DECISIONS_PATH } from './paths/decisions.js';
import { DRY_RUN_PATH, EVENTS_PATH } from './paths/events.js';
import { LIVE_PATH, READY_PATH } from './paths/health.js';
import { RECEIPT_PATH } from './paths/receipts.js';
import { TOKEN_PATH } from './paths/token.js';
import { type OpenApiDocument } from './types.js';

/** The HTTP interface for partner systems, as served at `/openapi.json`. */
export const openApiDocument = (): OpenApiDocument => ({
  openapi: '3.1.0',
  info: {
    title: 'Throughline: interface for partner systems',
    version: '1.0.0',
    description: 'Agencies publish what they may lawfully share about a child, and see what became of it.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  security: [{ oauth: [] }],
  tags: [
    { name: 'Sign-in' },
    { name: 'Events' },
    { name: 'Decisions' },
    { name: 'Contracts' },
    { name: 'Health' },
  ],
  paths: {
    '/oauth/token': TOKEN_PATH,
    '/v1/events': EVENTS_PATH,
    '/v1/events/dry-run': DRY_RUN_PATH,
    '/v1/events/{id}/receipt': RECEIPT_PATH,
    '/v1/decisions/try': TRY_DECISIONS_PATH,
    '/v1/contracts': CONTRACTS_PATH,
    '/v1/contracts/{type}': CONTRACT_PATH,
    '/v1/reason-codes': REASON_CODES_PATH,
    '/health/live': LIVE_PATH,
    '/health/ready': READY_PATH,
  },
  components: {
    securitySchemes: {
      oauth: {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: { IG: 'Information governance.' } } },
      },
    },
    responses: RESPONSES,
    schemas: {
      ...COMMON_SCHEMAS,
      ...eventSchemas(),
      ...OUTCOME_SCHEMAS,
      ...DRY_RUN_SCHEMAS,
      ...DECISION_CASE_SCHEMAS,
      ...DECISION_ANSWER_SCHEMAS,
    },
  },
});
