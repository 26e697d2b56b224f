import { setTimeout as pause } from 'node:timers/promises';
import { unavailable } from '#platform';
import { publishCounty, type County, type Credentials } from '../../simulator/index.js';

export interface LoadProgress {
  readonly total: number;
  readonly published: number;
  readonly decided: number;
  readonly visible: number;
  /** What an agreement or a link that came later brings up, or ends, is done. */
  readonly settled: number;
}

/** What the load needs to see of the hub. */
export interface LoadWatch {
  /** Source events in the feed without an outcome. */
  feedLag(): Promise<number>;
  /** Share, 0 to 1, of the event store that the slowest read model shows. */
  visibleShare(): Promise<number>;
  /** Share, 0 to 1, of the event store after which everything was decided again that it may change. */
  settledShare(): Promise<number>;
  /** Read models that stopped at an event they cannot show. */
  stoppedViews(): Promise<readonly string[]> | readonly string[];
}

const LOOK_EVERY_MS = 300;
/** What is brought up again has still to be shown, and may bring up more. */
const CALM_LOOKS = 3;

/**
 * Publishes the county over HTTP as its agencies would, and resolves when every outcome can be seen, and what came of
 * later agreements and links too. Throws
 * `HUB.VIEW_STOPPED`, and the codes of `publishCounty`.
 */
export async function loadCounty(request: {
  readonly county: County;
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly watch: LoadWatch;
  readonly report: (progress: LoadProgress) => void;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { county, baseUrl, credentials, watch, report, signal } = request;
  const total = county.deliveries.length;
  let published = 0;
  let done = false;
  let calm = 0;
  const publishing = publishCounty({
    baseUrl,
    credentials,
    county,
    onProgress: ({ sent }) => (published = sent),
  }).finally(() => (done = true));
  publishing.catch(() => undefined);
  for (;;) {
    const everythingSent = done;
    const progress = await look(watch, total, published);
    report(progress);
    calm = everythingSent && progress.settled >= total ? calm + 1 : 0;
    if (calm >= CALM_LOOKS) break;
    await pause(LOOK_EVERY_MS, undefined, { signal });
    if (done) await publishing;
  }
  await publishing;
}

async function look(watch: LoadWatch, total: number, published: number): Promise<LoadProgress> {
  const [stopped] = await watch.stoppedViews();
  if (stopped)
    throw unavailable('HUB.VIEW_STOPPED', `The view ${stopped} stopped at an event that it cannot show`);
  const lag = await watch.feedLag();
  const share = await watch.visibleShare();
  const settled = Math.min(share, await watch.settledShare());
  const decided = Math.max(0, published - lag);
  const part = (of: number) => Math.floor(decided * of);
  return { total, published, decided, visible: part(share), settled: part(settled) };
}
