import { isThroughlineError } from '../errors/errors.js';
import { code } from './keep.js';

/** The code of an error, where it has one of the known form. Its message may name people and is never asked. */
export const codeOf = (error: unknown): string | number | undefined =>
  code(isThroughlineError(error) ? error.code : (error as { readonly code?: unknown } | null)?.code);
