import type { EventLog } from './event-log.js';
import type { RecordFilter } from './filter.js';
import { stretches, type Stretch } from './read-all.js';

export type FollowStep =
  | { readonly kind: 'stretch'; readonly stretch: Stretch; readonly live: boolean }
  | { readonly kind: 'caught-up' }
  | { readonly kind: 'fell-behind' };

const LIVE_STRETCH = 512;

/**
 * `$all` behind a position, then what is committed, for as long as the caller asks. There is no hand-over from reading
 * to live delivery that could lose or repeat an event: the one cursor moves on over what is in memory, or over pages of
 * the database where the caller was too slow for that.
 */
export async function* followAll(
  log: EventLog,
  after: number,
  filter: RecordFilter | undefined,
  isStopped: () => boolean,
): AsyncGenerator<FollowStep> {
  let cursor = after;
  let live = false;
  while (!isStopped()) {
    if (cursor >= log.head) {
      if (!live) yield { kind: 'caught-up' };
      live = true;
      if (cursor >= log.head && !isStopped()) await log.nextCommit();
      continue;
    }
    const recent = log.recent.after(cursor, LIVE_STRETCH);
    if (recent) {
      cursor += recent.length;
      const records = filter ? recent.filter((record) => filter.matches(record)) : recent;
      yield { kind: 'stretch', stretch: { records, end: cursor }, live: true };
      continue;
    }
    if (live) yield { kind: 'fell-behind' };
    live = false;
    for await (const stretch of stretches(log, cursor, log.head, filter)) {
      cursor = stretch.end;
      yield { kind: 'stretch', stretch, live };
      if (isStopped()) return;
    }
  }
}
