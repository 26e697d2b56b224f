import { createSealer, type Sealer } from './sealed-json.js';

/** What was looked for. */
export interface SearchCriteria {
  readonly identifier?: string | undefined;
  readonly given?: string | undefined;
  readonly family?: string | undefined;
  /** ISO date. */
  readonly dateOfBirth?: string | undefined;
  readonly postcode?: string | undefined;
}

export type CriteriaKeeper = Sealer<SearchCriteria>;

/** Searches name people and sessions lie in a table, so what is kept there is encrypted. */
export const createCriteriaKeeper = (sessionSecret: string): CriteriaKeeper =>
  createSealer(sessionSecret, 'throughline.searches');
