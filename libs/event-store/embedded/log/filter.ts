import { invalid } from '#platform';
import type { LogRecord } from './records.js';

export interface RecordFilter {
  matches(record: LogRecord): boolean;
  /** Set when the filter asks for stream name prefixes only, which the database can pick out itself. */
  readonly streamPrefixes?: readonly string[];
}

export interface FilterTerms {
  readonly on: 'stream-name' | 'event-type';
  readonly prefixes: readonly string[];
  /** Used only where there are no prefixes. */
  readonly regex: string;
}

/** Throws `EVENT_STORE.BAD_FILTER` when the regular expression does not compile. */
export function createFilter({ on, prefixes, regex }: FilterTerms): RecordFilter {
  const textOf =
    on === 'stream-name' ? (record: LogRecord) => record.stream : (record: LogRecord) => record.type;
  if (prefixes.length === 0) {
    const pattern = compile(regex);
    return { matches: (record) => pattern.test(textOf(record)) };
  }
  const matches = (record: LogRecord) => prefixes.some((prefix) => textOf(record).startsWith(prefix));
  return on === 'stream-name' ? { matches, streamPrefixes: prefixes } : { matches };
}

function compile(regex: string): RegExp {
  try {
    return new RegExp(regex, 'u');
  } catch {
    throw invalid('EVENT_STORE.BAD_FILTER', 'The filter is not a regular expression');
  }
}
