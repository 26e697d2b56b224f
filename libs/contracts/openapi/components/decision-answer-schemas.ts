import { type Schema, schemaRef } from '../types.js';

const word: Schema = { type: 'string' };
const words = (description: string): Schema => ({ type: 'array', items: word, description });
const ROWS = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'G1', 'G2'];
const row: Schema = { type: 'string', enum: ROWS };

/** What the sharing rules answer to a case that is only tried. */
export const DECISION_ANSWER_SCHEMAS: Readonly<Record<string, Schema>> = {
  DecisionAnswers: {
    type: 'object',
    required: ['answers'],
    properties: {
      answers: {
        type: 'array',
        description: 'One for each case, in the order sent.',
        items: schemaRef('DecisionAnswer'),
      },
    },
  },
  DecisionAnswer: {
    type: 'object',
    required: [
      'outcome',
      'modifiers',
      'reasons',
      'missing',
      'alsoMatches',
      'contentMayBeShown',
      'needsReview',
    ],
    properties: {
      name: word,
      outcome: { type: 'string', enum: ['PERMIT', 'MUST_SHARE', 'ADVISE', 'DENY', 'HOLD'] },
      row: { ...row, description: 'Absent where a modifier settled it.' },
      modifiers: {
        type: 'array',
        description: 'Those that applied.',
        items: { type: 'string', enum: ['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7'] },
      },
      bases: schemaRef('DecisionBases'),
      reasons: words('Reason codes, most telling first; GET /v1/reason-codes has the sentences.'),
      missing: words('Codes of what the answer lacks to be a yes.'),
      alsoMatches: { type: 'array', items: row, description: 'Other rows that match.' },
      standsOn: words('Agreements that it stands on.'),
      overrides: words('Override records that it stands on.'),
      redact: words('People to cut out of what is shown.'),
      fields: words('Only these fields; every field where absent.'),
      strip: words('Fields of a safe address to take away.'),
      owes: {
        type: 'array',
        description: 'Records owed, each by the end of a day.',
        items: {
          type: 'object',
          required: ['record', 'by'],
          properties: {
            record: { type: 'string', enum: ['DANGER_RECORD', 'OVERRIDE'] },
            by: { type: 'string', format: 'date' },
          },
        },
      },
      alerts: words('Codes of what somebody is told besides.'),
      contentMayBeShown: { type: 'boolean' },
      needsReview: { type: 'boolean', description: 'A person must look.' },
      unread: {
        type: 'array',
        items: word,
        description: 'JSON pointers into the case: what cannot be read as stated. The answer is then no.',
      },
      rows: { type: 'array', items: schemaRef('DecisionRow'), description: 'Where it was asked to explain.' },
      ruleset: word,
      decidedAt: { type: 'string', format: 'date-time' },
    },
  },
  DecisionBases: {
    type: 'object',
    description: 'Three separate answers: data protection, confidentiality, engagement.',
    required: ['article6', 'article9', 'confidentiality', 'engagement'],
    properties: {
      article6: words('UK GDPR Article 6.'),
      article9: words('Article 9 and the condition of Schedule 1.'),
      article10: words('Route for criminal offence data.'),
      limb: { type: 'string', enum: ['CANNOT_GIVE', 'CANNOT_OBTAIN', 'WOULD_PREJUDICE'] },
      confidentiality: word,
      engagement: { type: 'string', enum: ['AGREED', 'NOT_AGREED', 'NOT_ASKED'] },
    },
  },
  DecisionRow: {
    type: 'object',
    required: ['row', 'matches', 'unmet', 'missing', 'shutBy'],
    properties: {
      row,
      matches: { type: 'boolean' },
      unmet: words('Conditions that are not met, as the rule set names them.'),
      missing: words('Reason codes of those that have one.'),
      shutBy: words('Barriers that shut it.'),
    },
  },
};
