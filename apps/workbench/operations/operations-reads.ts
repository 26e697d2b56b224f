import { Inject, Injectable } from '@nestjs/common';
import type { AgencyId } from '#platform';
import {
  createQuietAgencies,
  createRhythmReader,
  TOLD_STREAMS,
  type HeardDay,
  type Silence,
} from '#governance';
import {
  contentWaitedForByAgency,
  createParkingReader,
  createRefusalCounts,
  findToldUpTo,
  overtakenByAgency,
  setAsideByCode,
} from '#journey';
import { countBehind, listRebuilds, watchProjections, type Behind } from '#read-store';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { asked, type Asked } from './asked.js';
import { WATCHED_VIEWS } from './views.js';
import { closedAt } from './closed-days.js';

/** Nothing tells when what is gone has been published again, so it is shown for a week. */
const OVERTAKEN_SHOWN_MS = 7 * 86_400_000;

export interface HeardAgency {
  readonly agency: AgencyId;
  readonly silence: Silence;
  readonly heard: readonly HeardDay[];
}

export type OperationsDeps = Pick<
  WorkbenchDeps,
  | ('pool' | 'store' | 'directory' | 'logger')
  | ('feedLag' | 'oldestWaiting' | 'latePartitions' | 'tellsOverKafka')
>;

/** How the hub does, for those who run it: numbers, codes and times, and no personal data. */
@Injectable()
export class OperationsReads {
  readonly parking;
  readonly refusals;
  readonly views = WATCHED_VIEWS;

  constructor(@Inject(WORKBENCH_DEPS) private readonly deps: OperationsDeps) {
    this.parking = createParkingReader(deps.pool);
    this.refusals = createRefusalCounts(deps.pool);
  }

  /** All parts at once, each of which may fail alone. */
  async overview(now: Date) {
    const { pool, tellsOverKafka, feedLag, oldestWaiting, latePartitions } = this.deps;
    const [
      heard,
      lag,
      oldest,
      late,
      overtaken,
      watched,
      behind,
      rebuilds,
      parked,
      setAside,
      refused,
      contentAsked,
      untold,
    ] = await Promise.all([
      this.ask(() => this.heard(now)),
      this.ask(feedLag),
      this.ask(oldestWaiting),
      this.ask(() => latePartitions(now)),
      this.ask(() => overtakenByAgency(pool, new Date(now.getTime() - OVERTAKEN_SHOWN_MS))),
      this.ask(() => watchProjections(pool)),
      this.ask(() => this.behind()),
      this.ask(() => listRebuilds(pool)),
      this.ask(() => this.parking.families()),
      this.ask(() => setAsideByCode(pool)),
      this.ask(() => this.refusals.byCode(now)),
      this.ask(() => contentWaitedForByAgency(pool)),
      tellsOverKafka ? this.ask(() => this.untold()) : undefined,
    ]);
    const feed = { heard, lag, oldest, late, overtaken };
    return { ...feed, watched, behind, rebuilds, parked, setAside, refused, contentAsked, untold };
  }

  private ask<T>(read: () => Promise<T>): Promise<Asked<T>> {
    const logger = this.deps.logger.of('operations');
    return asked(read, (code) => logger.warn('A part of the operations screen is not known', { code }));
  }

  private async heard(now: Date): Promise<readonly HeardAgency[]> {
    const { pool, directory } = this.deps;
    const heard = await createRhythmReader(pool).heardDays(now);
    const ids = directory.agencies.map(({ id }) => id);
    const quiet = createQuietAgencies({ heardDays: async () => heard });
    const judged = await quiet.judge(ids, now, closedAt(now));
    return judged.map((each) => ({ ...each, heard: heard.get(each.agency) ?? [] }));
  }

  /** Counts only where a view is not level, because counting reads what is behind. */
  private async behind(): Promise<ReadonlyMap<string, Behind>> {
    const { pool, store } = this.deps;
    const [head, watched] = await Promise.all([store.headPosition(), watchProjections(pool)]);
    const counted = this.views.map(async ({ projection: { name, streams } }) => {
      const levelTo = watched.find((view) => view.name === name)?.levelTo ?? undefined;
      const level = head === undefined || (levelTo !== undefined && levelTo >= head);
      return [name, level ? { events: 0 } : await countBehind(store, streams, levelTo)] as const;
    });
    return new Map(await Promise.all(counted));
  }

  private async untold(): Promise<Behind> {
    const { pool, store } = this.deps;
    return countBehind(store, TOLD_STREAMS, await findToldUpTo(pool));
  }
}

export type Overview = Awaited<ReturnType<OperationsReads['overview']>>;
