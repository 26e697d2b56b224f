import type { StorePosition } from '#event-store';
import type { FeedReader } from '#feed';
import type { SetAsideItem } from '#journey';
import { derivedUuid, unavailable } from '#platform';
import { RETRY_TIMES, waitMs } from '../parking/schedule.js';
import { planThenStore } from '../plan-then-store.js';
import type { Intake } from '../process-batch.js';
import { FaultRows } from './fault-rows.js';
import { faultOf, type Faulty } from './faulty.js';
import { planAgain, storeAgain, type PlannedAgain, type StoredAgain } from './plan-again.js';
import type { Reconsidered, ReconsiderationDeps } from './reconsideration.js';
import { isNothing, type ReadToDecide, type ToDecide } from './to-decide.js';
import { WhatChanges } from './what-changes.js';
import type { Concern } from './work.js';

type Views = Pick<ReconsiderationDeps, 'timeline' | 'waitForTimeline' | 'setAside' | 'retry'>;

/**
 * Decides again what may have changed. Doing it again changes nothing. Reading takes far longer than deciding and needs
 * nothing to stand still, so it comes first: an item that changes meanwhile has another revision than the one read, and
 * what is known is asked only when deciding.
 */
export class DecideAgain {
  private changedUpTo: StorePosition | undefined;
  private readonly rows = new FaultRows();
  private readonly changes: WhatChanges;

  constructor(
    private readonly intake: Intake,
    feed: FeedReader,
    private readonly views: Views,
    private readonly tell: (outcome: Reconsidered, count: number) => void,
  ) {
    const goneOf = (count: number) => tell('content_gone', count);
    this.changes = new WhatChanges(intake, feed, views.timeline, goneOf);
  }

  /**
   * Part by part, once the view shows what was decided again before: on what it showed until then nothing could be stored.
   */
  async *parts(wanted: ToDecide): AsyncGenerator<ReadToDecide> {
    if (this.changedUpTo !== undefined) await this.views.waitForTimeline(this.changedUpTo);
    yield* this.changes.parts(wanted);
  }

  /** Between two batches of intake, like one of them. Throws `INTAKE.VIEW_BEHIND` where an item changed meanwhile. */
  async decide(read: ReadToDecide): Promise<void> {
    const faulty = await this.planAndStore(read, (planned) => this.rows.heed(read, planned.faulty));
    if (faulty.length === 0) return;
    const { logger } = this.intake;
    for (const { item, error } of faulty)
      logger.error('An item is set aside that cannot be decided again', {
        ...{ agency: item.agency, error },
      });
  }

  /** What was set aside, as if all that is known had come after it. */
  async again(aside: SetAsideItem): Promise<void> {
    const cause = derivedUuid('tried again', aside.item, aside.triedAt.toISOString(), String(aside.attempt));
    const concerns: readonly Concern[] = [[aside.item, { kind: 'OVERTAKEN', cause }]];
    const faulty: Faulty[] = [];
    for await (const part of this.parts({ triggers: [], facts: [], concerns }))
      faulty.push(...(await this.planAndStore(part, () => undefined)));
    if (faulty.length === 0) return this.views.setAside.done(aside);
    const [error] = faulty.map((each) => each.error);
    this.intake.logger.warn('An item still cannot be decided again', { attempt: aside.attempt + 1, error });
  }

  /** What it had to set aside. */
  private async planAndStore(
    read: ReadToDecide,
    heed: (planned: PlannedAgain) => void,
  ): Promise<readonly Faulty[]> {
    let isBehind = false;
    let faulty: readonly Faulty[] = [];
    if (isNothing(read)) return faulty;
    await planThenStore(
      this.intake,
      async () => {
        const planned = await planAgain(this.intake, read);
        heed(planned);
        return planned;
      },
      async (planned) => {
        faulty = planned.faulty;
        // First: what is only ceased would not be tried again after a crash in between.
        await this.keep(faulty);
        const again = await storeAgain(this.intake, planned);
        this.told(again);
        isBehind = again.isBehind;
        return again.stored;
      },
    );
    // What was stored stands, and what is known with it.
    if (isBehind) throw unavailable('INTAKE.VIEW_BEHIND', 'An item changed while it was decided again');
    return faulty;
  }

  private keep(faulty: readonly Faulty[]): Promise<void> {
    const { version, clock } = this.intake;
    const wait = (attempt: number) => waitMs(this.views.retry ?? RETRY_TIMES, attempt - 1);
    return this.views.setAside.put(faulty.map(faultOf), { now: clock(), version }, wait);
  }

  private told({ position, counts }: StoredAgain): void {
    if (position > (this.changedUpTo ?? -1n)) this.changedUpTo = position;
    for (const [outcome, count] of entriesOf(counts)) this.tell(outcome, count);
    this.intake.metrics.count('throughline_outcomes_total', { outcome: 'released' }, counts.released);
  }
}

const entriesOf = (counts: StoredAgain['counts']) =>
  Object.entries(counts) as [keyof StoredAgain['counts'], number][];
