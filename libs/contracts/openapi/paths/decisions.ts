import { answer, type PathItem, problems, schemaRef } from '../types.js';

const AGREED = {
  purpose: 'TAF',
  recipient: { id: 'urn:agency:other:NSEH/family-help', role: 'EARLY_HELP' },
  agency: 'urn:agency:ods:G7H8J',
  sector: 'health',
  kind: 'health.was-not-brought',
  sensitivity: 'H',
  sharing: { authority: 'Public task' },
  people: [{ who: 'child', born: '2016-05-04' }],
  agreements: [
    {
      of: 'child',
      status: 'GIVEN',
      authority: 'PR',
      purposes: ['TAF'],
      recipients: ['urn:agency:other:NSEH'],
      categories: ['health'],
      exclusions: [],
      givenAt: '2026-06-01',
    },
  ],
};

const HARM = {
  purpose: 'SCREENING',
  recipient: { id: 'urn:agency:la:873/mash', role: 'MASH' },
  agency: 'urn:agency:ods:G7H8J',
  sector: 'health',
  sensitivity: 'S',
  sharing: { authority: 'Children Act 1989, section 47' },
  people: [{ who: 'child', born: '2016-05-04' }],
  judgements: [
    {
      kind: 'SIGNIFICANT_HARM',
      named: true,
      role: 'Named nurse',
      organisation: 'Northshire Community Health',
      reasoned: true,
      madeAt: '2026-11-24T09:00:00Z',
      reviewBy: '2026-12-10',
    },
  ],
};

const NOW = '2026-11-25T10:00:00Z';

export const TRY_DECISIONS_PATH: PathItem = {
  post: {
    operationId: 'tryDecisions',
    summary: 'Try the sharing rules on cases of your own',
    description:
      'For clients of information governance (scope `IG`). One case, or a list of up to 1,000 and 4 MiB. Answers from the facts alone: nothing is stored, nothing of the content is logged, no real record is looked at. A case that cannot be read as stated is answered no, with the places that were not read. Use invented people.',
    tags: ['Decisions'],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            oneOf: [
              schemaRef('DecisionCase'),
              { type: 'array', minItems: 1, maxItems: 1000, items: schemaRef('DecisionCase') },
            ],
          },
          examples: {
            one: { summary: 'One case', value: { facts: AGREED, now: NOW } },
            several: {
              summary: 'Two cases, one of them explained',
              value: [
                { name: 'Early help, with agreement', facts: AGREED, now: NOW },
                { name: 'Significant harm', facts: HARM, now: NOW, ruleset: '2026-11.2', explain: true },
              ],
            },
          },
        },
      },
    },
    responses: {
      '200': answer('One answer for each case, in the order sent.', schemaRef('DecisionAnswers')),
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
