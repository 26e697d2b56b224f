import type { FeedReader } from '#feed';
import type { HeldItem, SharedItem, TimelineItem } from '#journey';
import { unavailable, type AgreementId, type RecordId } from '#platform';
import { isPermitted } from '#sharing';
import { layerOn } from '../memory/known-facts.js';
import { planningOf, type Intake } from '../process-batch.js';
import { appendFacts } from '../stages/append.js';
import { itemStream } from '../stages/origin.js';
import type { Planning } from '../stages/plan.js';
import { sealWhatLasts } from '../stages/sealing.js';
import { isTakenBack, planAsking } from './ask-content.js';
import { isEnd, isTurning, planCease, type AgreementEnding, type Turning } from './cease.js';
import { shortfallsOf, type StaysShut } from './falling-short.js';
import { planMending } from './mend.js';
import { recordsConcerned } from './opening.js';
import { mayBringUp, overriddenBy } from './overriding.js';
import { restrictedStubs } from './in-emergency.js';
import { readAgain, type StubWithContent } from './read-again.js';
import type { Reconsidered, ReconsiderationDeps } from './reconsideration.js';
import { applyChanges, planRelease, type Change } from './release.js';
import type { Trigger } from './triggers.js';
import type { Concern, DoubtfulFact } from './work.js';

export interface ToDecide {
  readonly triggers: readonly Trigger[];
  /** Items that were decided without a trigger before them. */
  readonly concerns: readonly Concern[];
  readonly facts: readonly DoubtfulFact[];
}

type About<Item, Of = Trigger> = readonly [item: Item, trigger: Of];

/** What there is to decide, read from the views and the feed. */
export interface ReadToDecide {
  readonly facts: readonly DoubtfulFact[];
  readonly standing: readonly About<TimelineItem>[];
  readonly stubs: readonly StubWithContent[];
  /** Stubs whose content the feed no longer has. */
  readonly gone: readonly About<HeldItem>[];
}

/**
 * Decides again what may have changed. Doing it again changes nothing. Reading takes far longer than deciding and needs
 * nothing to stand still, so it comes first: an item that changes meanwhile has another revision than the one read, and
 * what is known is asked only when deciding.
 */
export class DecideAgain {
  constructor(
    private readonly intake: Intake,
    private readonly feed: FeedReader,
    private readonly timeline: ReconsiderationDeps['timeline'],
    private readonly tell: (outcome: Reconsidered, count: number) => void,
  ) {}

  async read({ triggers, concerns, facts }: ToDecide): Promise<ReadToDecide> {
    const { overrides } = this.intake.memory.known;
    const overridden = overriddenBy(triggers, overrides);
    const overtaken = await this.itemsOf([...overridden, ...concerns]);
    const standing = [...overtaken, ...(await this.standingOn(triggers))];
    const stubs = [
      ...(await this.stubsFor(triggers)),
      ...(await restrictedStubs(this.timeline, triggers)),
      ...overtaken.filter(isStub).filter(([{ item }, trigger]) => mayBringUp(trigger, item, overrides)),
    ];
    return { facts, standing, ...(await this.withContent(stubs)) };
  }

  /** To be called `alone`. */
  async decide({ facts, standing, stubs, gone }: ReadToDecide): Promise<void> {
    await this.mend(facts);
    await this.cease(standing);
    const shut = await this.release(stubs);
    const shortfalls = shortfallsOf([...gone.map(withoutContent), ...shut], this.intake.clock());
    if (shortfalls.length > 0) await appendFacts(this.intake.store, shortfalls);
    await this.ask(gone);
  }

  /** Anew for each plan: what was awaited since may have changed what is known. */
  private planning(): Planning {
    return planningOf(this.intake, layerOn(this.intake.memory.known));
  }

  private async mend(facts: readonly DoubtfulFact[]): Promise<void> {
    const mending = planMending(this.planning(), facts);
    if (mending.length === 0) return;
    await appendFacts(this.intake.store, mending);
    this.tell('mended', mending.length);
  }

  private async itemsOf(concerns: readonly Concern[]): Promise<readonly About<TimelineItem>[]> {
    const found: About<TimelineItem>[] = [];
    for (const [id, trigger] of concerns) {
      const item = await this.timeline.item(id);
      if (item) found.push([item, trigger]);
    }
    return found;
  }

  private async standingOn(triggers: readonly Trigger[]): Promise<readonly About<TimelineItem>[]> {
    const ended = new Map<AgreementId, AgreementEnding>();
    for (const trigger of triggers)
      if (trigger.kind === 'ENDED' && !ended.has(trigger.agreement)) ended.set(trigger.agreement, trigger);
    if (ended.size === 0) return [];
    const items = await this.timeline.itemsStandingOn([...ended.keys()]);
    return items.flatMap((item) => {
      const trigger = agreementsUnder(item)
        .map((each) => ended.get(each))
        .find((found) => found);
      return trigger ? [[item, trigger] as const] : [];
    });
  }

  private async cease(standing: readonly About<TimelineItem>[]): Promise<void> {
    const planning = this.planning();
    const changes = new Map<string, Change>();
    for (const about of standing) {
      const change = isEnding(about) ? planCease(planning, ...about) : undefined;
      if (change && !changes.has(change.stream)) changes.set(change.stream, change);
    }
    await this.apply([...changes.values()]);
    this.tell('ceased', changes.size);
  }

  /** Gives those that stay stubs. */
  private async release(stubs: readonly StubWithContent[]): Promise<readonly StaysShut[]> {
    if (stubs.length === 0) return [];
    const planning = this.planning();
    const releases = await sealWhatLasts(
      this.intake.vault,
      stubs.map(({ held, trigger, content }) => planRelease(planning, held, content, trigger)),
    );
    const changes = releases.flatMap((each) =>
      each?.released
        ? [{ stream: itemStream(each.held.item), expected: each.held.revision, event: each.released }]
        : [],
    );
    await this.apply(changes);
    await appendFacts(
      this.intake.store,
      releases.flatMap((each) => each?.facts ?? []),
    );
    this.intake.metrics.count('throughline_outcomes_total', { outcome: 'released' }, changes.length);
    this.tell('released', changes.length);
    return stubs.flatMap(({ held: { item }, trigger }, at) =>
      releases[at]?.released ? [] : [{ item, trigger, why: 'NOT_OPENED' as const }],
    );
  }

  private async ask(gone: readonly About<HeldItem>[]): Promise<void> {
    const now = this.intake.clock();
    const planned = gone.map(([held, trigger]) => planAsking(held, trigger, now));
    const asking = (await sealWhatLasts(this.intake.vault, planned)).flatMap((each) => each ?? []);
    await this.apply(asking);
    this.tell('content_asked', asking.length);
  }

  /** Each with the first change that may bring it up. */
  private async stubsFor(triggers: readonly Trigger[]): Promise<readonly About<HeldItem>[]> {
    const causes = new Map<RecordId, Trigger>();
    for (const trigger of triggers)
      for (const record of recordsConcerned(this.intake.memory.known, trigger))
        if (!causes.has(record)) causes.set(record, trigger);
    if (causes.size === 0) return [];
    const stubs = await this.timeline.stubsOfRecords([...causes.keys()]);
    return stubs.flatMap((stub) => {
      const cause = stub.people.map(({ record }) => causes.get(record)).find((found) => found);
      return cause ? [[stub, cause] as const] : [];
    });
  }

  private async withContent(
    found: readonly About<HeldItem>[],
  ): Promise<Pick<ReadToDecide, 'stubs' | 'gone'>> {
    const wanted = found.toReversed().filter(([held]) => !isTakenBack(held));
    const each = [...new Map(wanted.map((about) => [about[0].item, about])).values()];
    if (each.length === 0) return { stubs: [], gone: [] };
    const { stubs, gone } = await readAgain(this.intake, this.feed, each);
    this.tell('content_gone', gone.length);
    if (gone.length > 0)
      this.intake.logger.warn('The feed no longer has the content of stubs', { count: gone.length });
    return { stubs, gone };
  }

  private async apply(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0 || (await applyChanges(this.intake.store, changes))) return;
    throw unavailable('INTAKE.VIEW_BEHIND', 'An item changed while it was decided again');
  }
}

/** Those that what is shared of it stands on. */
const agreementsUnder = ({ decisions }: TimelineItem): readonly AgreementId[] =>
  decisions.filter(isPermitted).flatMap(({ standsOn }) => standsOn);

const isEnding = (about: About<TimelineItem>): about is About<SharedItem, Turning> =>
  about[0].state === 'SHARED' && isTurning(about[1]);

const isStub = (about: About<TimelineItem>): about is About<HeldItem> =>
  about[0].state !== 'SHARED' && !isEnd(about[1]);

const withoutContent = ([{ item }, trigger]: About<HeldItem>): StaysShut => ({
  item,
  trigger,
  why: 'CONTENT_GONE',
});
