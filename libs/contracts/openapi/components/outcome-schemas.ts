import { type Schema, schemaRef } from '../types.js';

const reasons: Schema = { type: 'array', items: schemaRef('Reason') };
const moment: Schema = { type: 'string', format: 'date-time' };
const OUTCOMES = ['PERMIT', 'MUST_SHARE', 'ADVISE', 'DENY', 'HOLD'];

/** What becomes of events, as their publisher is told. */
export const OUTCOME_SCHEMAS: Readonly<Record<string, Schema>> = {
  PublishResults: {
    type: 'object',
    required: ['results'],
    properties: {
      results: {
        type: 'array',
        description: 'One for each event, in the order sent. What is accepted is durable.',
        items: schemaRef('PublishResult'),
      },
    },
  },
  PublishResult: {
    type: 'object',
    required: ['status'],
    properties: {
      id: { type: 'string', description: 'Absent where the event has none that can be read.' },
      status: { type: 'string', enum: ['accepted', 'refused'] },
      receipt: { type: 'string', description: 'Where to ask what became of it; path of this server.' },
      reasons,
    },
  },
  Receipt: {
    type: 'object',
    required: ['id', 'state'],
    properties: {
      id: { type: 'string' },
      state: { type: 'string', enum: ['received', 'stored', 'withheld', 'ceased', 'rejected', 'parked'] },
      receivedAt: moment,
      row: { type: 'string', description: 'Row of the decision table that the outcome stands on.' },
      reasons,
      recipients: {
        type: 'array',
        description:
          'One for each team considered. Reasons tell what follows from the publisher’s own facts; what others recorded reads like no agreement.',
        items: schemaRef('RecipientOutcome'),
      },
      content: {
        type: 'object',
        description:
          'Only of an event that the publisher was asked to publish again, because the hub no longer had what it says.',
        required: ['askedAt', 'reason'],
        properties: {
          askedAt: moment,
          givenAt: {
            ...moment,
            description: 'When it was published again; absent while it is waited for.',
          },
          reason: schemaRef('Reason'),
        },
      },
      history: { type: 'array', items: schemaRef('HistoryStep') },
    },
  },
  RecipientOutcome: {
    type: 'object',
    required: ['outcome'],
    properties: {
      recipient: { type: 'string', examples: ['urn:agency:la:873/mash'] },
      outcome: { type: 'string', enum: OUTCOMES },
      row: {
        type: 'string',
        description: 'Row of the decision table; absent where a requirement settled it.',
      },
      reasons,
    },
  },
  HistoryStep: {
    type: 'object',
    required: ['at', 'state'],
    properties: { at: moment, state: { type: 'string' } },
  },
};
