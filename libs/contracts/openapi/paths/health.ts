import { answer, type PathItem, schemaRef } from '../types.js';

const health = (operationId: string, summary: string): PathItem => ({
  get: {
    operationId,
    summary,
    tags: ['Health'],
    security: [],
    responses: {
      '200': answer('Up.', schemaRef('Health')),
      '503': answer('Down; names what fails.', schemaRef('Health')),
    },
  },
});

export const LIVE_PATH = health('isLive', 'Is the process alive');
export const READY_PATH = health('isReady', 'Can it take work');
