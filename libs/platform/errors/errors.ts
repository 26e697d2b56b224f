export type ErrorKind = 'rejected' | 'invalid' | 'not-found' | 'conflict' | 'unavailable' | 'defect';

/**
 * The one error family. `code` is stable (`AREA.REASON`) and is what callers and tests look at; the message is a
 * sentence without personal data; `context` holds ids and numbers only.
 */
export class ThroughlineError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly context: Readonly<Record<string, string | number | boolean>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ThroughlineError';
  }

  get retryable(): boolean {
    return this.kind === 'unavailable';
  }
}

export const invalid = (code: string, message: string, context = {}) =>
  new ThroughlineError('invalid', code, message, context);
export const conflict = (code: string, message: string, context = {}) =>
  new ThroughlineError('conflict', code, message, context);
export const notFound = (code: string, message: string, context = {}) =>
  new ThroughlineError('not-found', code, message, context);
export const unavailable = (code: string, message: string, cause?: unknown) =>
  new ThroughlineError('unavailable', code, message, {}, { cause });
export const defect = (code: string, message: string, context = {}) =>
  new ThroughlineError('defect', code, message, context);

export const isThroughlineError = (error: unknown, code?: string): error is ThroughlineError =>
  error instanceof ThroughlineError && (code === undefined || error.code === code);
