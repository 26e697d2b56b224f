import type { Brand } from '#platform';

/** A local authority's own id of a child, unique within that authority only. Case is kept. */
export type LaChildId = Brand<string, 'LaChildId'>;

const SHAPE = /^[A-Za-z0-9]{1,20}$/;

export const findLaChildId = (text: string): LaChildId | undefined =>
  SHAPE.test(text) ? (text as LaChildId) : undefined;
