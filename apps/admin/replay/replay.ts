import type { StorePosition } from '#event-store';
import type { Feed } from '#feed';
import type { Refused, RefusedFilter } from '#journey';
import { examine, type Examined, type Examining } from './examine.js';
import { putBack } from './put-back.js';
import { NOTHING, withMore, type ReplayReport } from './replay-report.js';

export interface ReplayDeps extends Examining {
  readonly feed: Pick<Feed, 'reader' | 'writer' | 'lookup'>;
}

export interface Replaying {
  /** With `upTo`, so that what is refused again meanwhile is not taken up in the same run. */
  readonly filter: RefusedFilter & { readonly upTo: StorePosition };
  /** Puts back at most so many. */
  readonly limit?: number | undefined;
  readonly dryRun: boolean;
  /** Takes up too what was put back before and was refused again. */
  readonly again: boolean;
  /** Deliveries looked at together. Default 500. */
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (report: ReplayReport) => void;
}

/** Puts back, in the order of the feed, what intake would take today. Throws `FEED.UNAVAILABLE` and the like. */
export async function replay(deps: ReplayDeps, replaying: Replaying): Promise<ReplayReport> {
  const { filter, limit = Infinity, dryRun, again, pageSize = 500, signal, onProgress } = replaying;
  let report = NOTHING;
  let last: Refused | undefined;
  while (report.putBack < limit && !signal?.aborted) {
    const page = await deps.refused.page(filter, last, pageSize);
    if (page.length === 0) break;
    const examined = await examine(deps, page, again);
    const taken = examined.slice(0, endOf(examined, limit - report.putBack));
    // Looking takes a while: another may have begun since, which would put the same back.
    if (signal?.aborted) break;
    if (!dryRun) await deps.feed.writer.publish(taken.flatMap(messagesOf));
    report = withMore(report, taken);
    last = page.at(-1);
    onProgress?.(report);
  }
  return report;
}

const messagesOf = (each: Examined) =>
  each.as === 'mended' ? [putBack(each.message, each.sourceEventId)] : [];

/** Where the first lies that would be one too many. */
function endOf(examined: readonly Examined[], most: number): number {
  let mended = 0;
  const over = examined.findIndex(({ as }) => as === 'mended' && ++mended > most);
  return over === -1 ? examined.length : over;
}
