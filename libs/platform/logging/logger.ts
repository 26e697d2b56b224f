/**
 * What a log line may carry besides its fixed message: kinds, ids without meaning, counts, milliseconds and codes.
 * Anything else is dropped, whoever passes it, so that no log can hold personal data.
 */
export interface LogFields {
  readonly part?: string;
  /** Catalogue type, for example `health.was-not-brought.v1`, or the name of a stored event. */
  readonly eventType?: string;
  readonly agency?: string;
  /** Derived ids (UUID) of an item, record, person, family or agreement. */
  readonly id?: string;
  readonly correlationId?: string;
  /** Added by the logger itself where the line is written within a span. */
  readonly traceId?: string;
  readonly projection?: string;
  /** Event store or feed position. */
  readonly position?: bigint | number;
  /** Position at which a range begins that ends before `position`. */
  readonly from?: bigint | number;
  /** Of a topic of the feed. */
  readonly partition?: number;
  readonly count?: number;
  readonly attempt?: number;
  readonly port?: number;
  readonly ms?: number;
  readonly status?: number;
  /** Stable code, `AREA.REASON`. */
  readonly code?: string;
  /** Only its kind, code and the places it passed through are kept; its message may name people. */
  readonly error?: unknown;
}

/** `message` is a fixed sentence of the code, never built from data. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The same logger with its part of the hub named on every line. */
  of(part: string): Logger;
}

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  of: () => silentLogger,
};
