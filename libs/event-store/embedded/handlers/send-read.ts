import type { EventLog } from '../log/event-log.js';
import { createFilter } from '../log/filter.js';
import { stretches, stretchesBackwards } from '../log/read-all.js';
import { sightOf, streamPages, streamPagesBackwards, type Visible } from '../log/read-stream.js';
import { TOMBSTONE_REVISION, type LogRecord } from '../log/records.js';
import { streamDeleted, unexpectedRead } from '../protocol-errors.js';
import type { ReadRequest, Start } from '../wire/read-request.js';
import { eventFrame, streamNotFound, type IdForm } from '../wire/read-responses.js';
import type { Outlet } from './outlet.js';

type Target<K> = Extract<ReadRequest['target'], { kind: K }>;
type Read<K> = ReadRequest & { readonly target: Target<K>; readonly maxCount: number };

export async function sendStream(log: EventLog, request: Read<'stream'>, outlet: Outlet): Promise<void> {
  const { stream, from } = request.target;
  if (from === 'end' && !request.backwards) return outlet.fail(unexpectedRead());
  const sight = sightOf(await log.reader.findStream(stream), Date.now());
  switch (sight.kind) {
    case 'deleted':
      return outlet.fail(streamDeleted(stream));
    case 'missing':
      await outlet.write(streamNotFound(stream));
      return outlet.end();
    case 'visible':
      return send(pagesOf(log, request, sight.visible), request, outlet);
  }
}

function pagesOf(log: EventLog, { target, backwards }: Read<'stream'>, visible: Visible) {
  const { stream, from } = target;
  return backwards
    ? streamPagesBackwards(log, stream, visible, startAt(from, 0n, TOMBSTONE_REVISION))
    : streamPages(log, stream, visible, startAt(from, 0n, TOMBSTONE_REVISION), log.head);
}

/** Forwards the given position is included, backwards it is not. */
export async function sendAll(log: EventLog, request: Read<'all'>, outlet: Outlet): Promise<void> {
  const filter = request.filter && createFilter(request.filter);
  const { head } = log;
  const at = Math.min(startAt(request.target.from, 0, head + 1), head + 1);
  const found = request.backwards
    ? stretchesBackwards(log, at, request.maxCount, filter)
    : stretches(log, Math.max(0, at - 1), head, filter);
  await send(recordsOf(found), request, outlet);
}

async function* recordsOf(found: AsyncIterable<{ readonly records: readonly LogRecord[] }>) {
  for await (const { records } of found) yield records;
}

const startAt = <T>(start: Start<T>, first: T, last: T): T => {
  if (start === 'start') return first;
  return start === 'end' ? last : start;
};

async function send(
  pages: AsyncIterable<readonly LogRecord[]>,
  { maxCount, idForm }: { readonly maxCount: number; readonly idForm: IdForm },
  outlet: Outlet,
): Promise<void> {
  let left = maxCount;
  for await (const page of pages) {
    for (const record of left < page.length ? page.slice(0, left) : page)
      await outlet.write(eventFrame(record, idForm));
    left -= page.length;
    if (left <= 0 || outlet.isStopped()) break;
  }
  outlet.end();
}
