import type { EventLog } from './event-log.js';
import type { RecordFilter } from './filter.js';
import { PageSize } from './page-size.js';
import type { LogRecord } from './records.js';

/** Positions that one look for matching stream names covers. */
export const SEARCH_WINDOW = 4_096;

/** A stretch of `$all`: its matching records, and the last position that was looked at. */
export interface Stretch {
  readonly records: readonly LogRecord[];
  readonly end: number;
}

/** Reads one stretch from the database, starting behind a position. */
export async function readStretch(
  log: EventLog,
  after: number,
  to: number,
  filter: RecordFilter | undefined,
  size: PageSize,
): Promise<Stretch> {
  if (filter?.streamPrefixes) return readMatching(log, after, to, filter.streamPrefixes, size);
  const page = await log.reader.all({ from: after + 1, to, limit: size.limit });
  size.observe(page);
  const records = filter ? page.filter((record) => filter.matches(record)) : page;
  return { records, end: page.at(-1)?.position ?? to };
}

/** Ends with the window, or with the last of a full page where more matches than may be brought at once. */
async function readMatching(
  log: EventLog,
  after: number,
  to: number,
  prefixes: readonly string[],
  size: PageSize,
): Promise<Stretch> {
  const { limit } = size;
  const end = Math.min(to, after + SEARCH_WINDOW);
  const records = await log.reader.allWithPrefix({ from: after + 1, to: end, limit }, prefixes);
  size.observe(records);
  return { records, end: records.length < limit ? end : (records.at(-1)?.position ?? end) };
}

/** Stretches up to a position; the next one is fetched while the caller is busy with the one in hand. */
export async function* stretches(
  log: EventLog,
  after: number,
  to: number,
  filter?: RecordFilter,
): AsyncGenerator<Stretch> {
  const size = new PageSize();
  let next = after < to ? readStretch(log, after, to, filter, size) : undefined;
  while (next) {
    const stretch = await next;
    next = stretch.end < to ? readStretch(log, stretch.end, to, filter, size) : undefined;
    // The caller may stop for good while this page is on its way; its failure would then have no one to tell.
    next?.catch(() => undefined);
    yield stretch;
  }
}

/** The same from the end backwards, starting before a position, for a caller that wants no more than so many records. */
export async function* stretchesBackwards(
  log: EventLog,
  before: number,
  wanted: number,
  filter?: RecordFilter,
): AsyncGenerator<Stretch> {
  const size = new PageSize(filter ? Infinity : wanted);
  let to = before - 1;
  while (to >= 1) {
    const page = await log.reader.all({ from: 1, to, limit: size.limit, backwards: true });
    size.observe(page);
    const end = page.at(-1)?.position ?? 1;
    yield { records: filter ? page.filter((record) => filter.matches(record)) : page, end };
    to = end - 1;
  }
}
