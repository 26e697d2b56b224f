import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { StorePosition } from '#event-store';
import type { FeedReader } from '#feed';
import type { HeldItem, SetAsideItem, SharedItem, TimelineItem } from '#journey';
import { derivedUuid, unavailable, type AgreementId } from '#platform';
import { isPermitted } from '#sharing';
import { layerOn } from '../memory/known-facts.js';
import { planThenStore, wholeMemory } from '../plan-then-store.js';
import { RETRY_TIMES, waitMs } from '../parking/schedule.js';
import { planningOf, type Intake } from '../process-batch.js';
import type { Planning } from '../stages/plan.js';
import { isTakenBack } from './ask-content.js';
import { planCease } from './cease.js';
import { FaultRows } from './fault-rows.js';
import { faultOf, isSoOrFaulty, type Faulty } from './faulty.js';
import { restrictedStubs } from './in-emergency.js';
import { agreementsConcerned, recordsConcerned } from './opening.js';
import { mayBringUp, overriddenBy } from './overriding.js';
import { parted } from '../parted.js';
import { planAgain, storeAgain, type PlannedAgain, type StoredAgain } from './plan-again.js';
import { readAgain, type StubWithContent } from './read-again.js';
import type { Reconsidered, ReconsiderationDeps } from './reconsideration.js';
import { comesUp } from './release.js';
import type { About, ReadToDecide, ToDecide } from './to-decide.js';
import type { Trigger } from './triggers.js';
import type { Concern } from './work.js';

type Views = Pick<ReconsiderationDeps, 'timeline' | 'waitForTimeline' | 'setAside' | 'retry'>;

/** So many are looked at without a turn for intake. */
const TOGETHER = 50;

/**
 * Decides again what may have changed. Doing it again changes nothing. Reading takes far longer than deciding and needs
 * nothing to stand still, so it comes first: an item that changes meanwhile has another revision than the one read, and
 * what is known is asked only when deciding.
 */
export class DecideAgain {
  private changedUpTo: StorePosition | undefined;
  private readonly rows = new FaultRows();

  constructor(
    private readonly intake: Intake,
    private readonly feed: FeedReader,
    private readonly views: Views,
    private readonly tell: (outcome: Reconsidered, count: number) => void,
  ) {}

  /**
   * Once the view shows what was decided again before: on what it showed until then nothing could be stored. Throws
   * `INTAKE.MEMORY_FORGOTTEN` where it looked at a memory that was being folded anew.
   */
  async read(wanted: ToDecide): Promise<ReadToDecide> {
    const { memory } = this.intake;
    if (this.changedUpTo !== undefined) await this.views.waitForTimeline(this.changedUpTo);
    await wholeMemory(this.intake);
    const { edition } = memory;
    const read = await this.readOn(wanted);
    if (edition === undefined || edition !== memory.edition) throw forgotten();
    return read;
  }

  private async readOn({ triggers, concerns, facts }: ToDecide): Promise<ReadToDecide> {
    const { overrides } = this.intake.memory.known;
    const found = [
      ...(await this.itemsOf([...overriddenBy(triggers, overrides), ...concerns])),
      ...(await this.itemsFor(triggers)),
      ...(await restrictedStubs(this.views.timeline, triggers)),
    ];
    const stubs = found.filter(isStub).filter(([{ item }, trigger]) => mayBringUp(trigger, item, overrides));
    return { facts, standing: await this.changing(found.filter(isShared)), ...(await this.comingUp(stubs)) };
  }

  /**
   * Most stay as they are, and only the rest has to be planned between what arrives. Whatever alters one of them later is a
   * change of its own, and has it looked at again.
   */
  private async changing(standing: readonly About<SharedItem>[]): Promise<readonly About<SharedItem>[]> {
    const changing: About<SharedItem>[] = [];
    for (const some of parted(standing, TOGETHER)) {
      const planning = this.planning();
      changing.push(
        ...some.filter((about) => isSoOrFaulty(() => planCease(planning, ...about) !== undefined)),
      );
      await turnOfOthers();
    }
    return changing;
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
    const read = await this.read({ triggers: [], facts: [], concerns });
    const faulty = isNothing(read) ? [] : await this.planAndStore(read, () => undefined);
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

  /** To see what would change; nothing is taken in. */
  private planning(): Planning {
    return planningOf(this.intake, layerOn(this.intake.memory.known));
  }

  private async itemsOf(concerns: readonly Concern[]): Promise<readonly About<TimelineItem>[]> {
    const found: About<TimelineItem>[] = [];
    for (const [id, trigger] of concerns) {
      const item = await this.views.timeline.item(id);
      if (item) found.push([item, trigger]);
    }
    return found;
  }

  /** Each with the end of what it stands on, or with the last change that may alter it. */
  private async itemsFor(triggers: readonly Trigger[]): Promise<readonly About<TimelineItem>[]> {
    const { known } = this.intake.memory;
    const ofRecords = lastOf(triggers, (trigger) => recordsConcerned(known, trigger));
    const ofAgreements = lastOf(triggers, (trigger) => agreementsConcerned(known, trigger));
    if (ofRecords.size + ofAgreements.size === 0) return [];
    const items = await this.views.timeline.itemsAbout([...ofRecords.keys()], [...ofAgreements.keys()]);
    return items.flatMap((item) => {
      const causes = [
        ...agreementsUnder(item).map((each) => ofAgreements.get(each)),
        ...item.people.map(({ record }) => ofRecords.get(record)),
      ];
      const cause = causes.find((found) => found);
      return cause ? [[item, cause] as const] : [];
    });
  }

  private async comingUp(
    found: readonly About<HeldItem>[],
  ): Promise<Pick<ReadToDecide, 'stubs' | 'gone' | 'faulty'>> {
    const wanted = found.toReversed().filter(([held]) => !isTakenBack(held));
    const each = [...new Map(wanted.map((about) => [about[0].item, about])).values()];
    const coming: StubWithContent[] = [];
    const gone: About<HeldItem>[] = [];
    const faulty: Faulty[] = [];
    for (const some of parted(each, TOGETHER)) {
      const read = await readAgain(this.intake, this.feed, some);
      const planning = this.planning();
      // Of an override it is told what stays shut.
      const isWanted = ({ held, trigger, content }: StubWithContent) =>
        trigger.kind === 'OVERRIDDEN' || isSoOrFaulty(() => comesUp(planning, held, content));
      coming.push(...read.stubs.filter(isWanted));
      // An end seldom brings anything up: no agency is asked for content because of one.
      faulty.push(...read.faulty);
      gone.push(...read.gone.filter(([, { kind }]) => kind !== 'ENDED'));
    }
    this.tell('content_gone', gone.length);
    if (gone.length > 0)
      this.intake.logger.warn('The feed no longer has the content of stubs', { count: gone.length });
    return { stubs: coming, gone, faulty };
  }
}

const entriesOf = (counts: StoredAgain['counts']) =>
  Object.entries(counts) as [keyof StoredAgain['counts'], number][];

const isNothing = ({ standing, stubs, gone, faulty }: ReadToDecide): boolean =>
  standing.length + stubs.length + gone.length + faulty.length === 0;

const forgotten = () =>
  unavailable('INTAKE.MEMORY_FORGOTTEN', 'What is known was folded anew while it was asked what changes');

/** The last trigger that concerns each. */
function lastOf<Id>(
  triggers: readonly Trigger[],
  concernedBy: (trigger: Trigger) => readonly Id[],
): ReadonlyMap<Id, Trigger> {
  const causes = new Map<Id, Trigger>();
  for (const trigger of triggers) for (const id of concernedBy(trigger)) causes.set(id, trigger);
  return causes;
}

/** Those that what is shared of it stands on. */
const agreementsUnder = ({ decisions }: TimelineItem): readonly AgreementId[] =>
  decisions.filter(isPermitted).flatMap(({ standsOn }) => standsOn);

const isShared = (about: About<TimelineItem>): about is About<SharedItem> => about[0].state === 'SHARED';

/** What time ends brings nothing up. */
const isStub = (about: About<TimelineItem>): about is About<HeldItem> =>
  about[0].state !== 'SHARED' && about[1].kind !== 'LAPSED';
