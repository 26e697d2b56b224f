import { type PathItem, schemaRef } from '../types.js';

const state = (description: string) => ({
  description,
  content: { 'application/json': { schema: schemaRef('Health') } },
});

const health = (operationId: string, summary: string): PathItem => ({
  get: {
    operationId,
    summary,
    tags: ['Health'],
    security: [],
    responses: {
      '200': state('Up.'),
      '503': state('Down; names what fails.'),
    },
  },
});

export const LIVE_PATH = health('isLive', 'Is the process alive');
export const READY_PATH = health('isReady', 'Can it take work');
