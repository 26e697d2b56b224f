import { type Schema, schemaRef } from '../types.js';

const reasons: Schema = { type: 'array', items: schemaRef('Reason') };

/** What would become of events, told from their text alone. */
export const DRY_RUN_SCHEMAS: Readonly<Record<string, Schema>> = {
  DryRunResults: {
    type: 'object',
    required: ['results'],
    properties: {
      results: {
        type: 'array',
        description: 'One for each event, in order.',
        items: schemaRef('DryRunResult'),
      },
    },
  },
  DryRunResult: {
    type: 'object',
    required: ['state'],
    properties: {
      id: { type: 'string' },
      state: {
        type: 'string',
        enum: ['would-be-rejected', 'would-be-shared', 'would-be-withheld', 'would-be-noted'],
      },
      reasons,
      decisions: {
        type: 'array',
        description: 'One for each recipient.',
        items: schemaRef('RehearsedDecision'),
      },
      assumes: {
        type: 'array',
        description: 'What was taken as given because only real records could tell.',
        items: { type: 'string' },
      },
    },
  },
  RehearsedDecision: {
    type: 'object',
    required: ['outcome', 'ruleset'],
    properties: {
      recipient: { type: 'string' },
      purpose: { type: 'string' },
      outcome: { type: 'string', enum: ['PERMIT', 'MUST_SHARE', 'ADVISE', 'DENY', 'HOLD'] },
      row: {
        type: 'string',
        description: 'Row of the decision table; absent where a requirement settled it.',
      },
      ruleset: { type: 'string' },
      reasons,
    },
  },
};
