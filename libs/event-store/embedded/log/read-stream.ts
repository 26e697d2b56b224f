import type { EventLog } from './event-log.js';
import type { StreamInfo } from './log-reader.js';
import { PageSize } from './page-size.js';
import { TOMBSTONE_REVISION, type LogRecord } from './records.js';

/** What readers may see of a stream now: a stretch of revisions, and nothing older than a moment. */
export interface Visible {
  readonly from: bigint;
  readonly last: bigint;
  readonly sinceMs: number;
}

export type StreamSight =
  | { readonly kind: 'visible'; readonly visible: Visible }
  | { readonly kind: 'missing' }
  | { readonly kind: 'deleted' };

export function sightOf(info: StreamInfo | undefined, nowMs: number): StreamSight {
  if (!info) return { kind: 'missing' };
  if (info.revision === TOMBSTONE_REVISION) return { kind: 'deleted' };
  const { softDeleted, truncateBefore = 0n, maxCount, maxAgeSeconds } = info.metadata;
  if (softDeleted) return { kind: 'missing' };
  const counted = maxCount === undefined ? 0n : info.revision + 1n - BigInt(maxCount);
  const from = counted > truncateBefore ? counted : truncateBefore;
  const sinceMs = maxAgeSeconds === undefined ? 0 : nowMs - maxAgeSeconds * 1000;
  return { kind: 'visible', visible: { from, last: info.revision, sinceMs } };
}

/** Pages of a stream from a revision on, up to a position in `$all`. */
export async function* streamPages(
  log: EventLog,
  stream: string,
  visible: Visible,
  from: bigint,
  upTo: number,
): AsyncGenerator<readonly LogRecord[]> {
  const size = new PageSize();
  let next = from > visible.from ? from : visible.from;
  while (next <= visible.last) {
    const limit = size.limit;
    const range = { from: next, to: visible.last, limit };
    const page = await log.reader.stream(stream, range, upTo, visible.sinceMs);
    size.observe(page);
    if (page.length > 0) yield page;
    if (page.length < limit) return;
    next = (page.at(-1)?.revision ?? visible.last) + 1n;
  }
}

/** The same from a revision backwards. */
export async function* streamPagesBackwards(
  log: EventLog,
  stream: string,
  visible: Visible,
  from: bigint,
): AsyncGenerator<readonly LogRecord[]> {
  const size = new PageSize();
  let last = from < visible.last ? from : visible.last;
  while (last >= visible.from) {
    const limit = size.limit;
    const range = { from: visible.from, to: last, limit, backwards: true };
    const page = await log.reader.stream(stream, range, log.head, visible.sinceMs);
    size.observe(page);
    if (page.length > 0) yield page;
    if (page.length < limit) return;
    last = (page.at(-1)?.revision ?? 0n) - 1n;
  }
}
