import type { FeedReader } from '#feed';
import type { HeldItem, SharedItem, TimelineItem } from '#journey';
import { unavailable, type AgreementId } from '#platform';
import { isPermitted } from '#sharing';
import { layerOn } from '../memory/known-facts.js';
import { planningOf, type Intake } from '../process-batch.js';
import { appendFacts } from '../stages/append.js';
import { itemStream } from '../stages/origin.js';
import type { Planning } from '../stages/plan.js';
import { sealWhatLasts } from '../stages/sealing.js';
import { isTakenBack, planAsking } from './ask-content.js';
import { planCease } from './cease.js';
import { shortfallsOf, type StaysShut } from './falling-short.js';
import { planMending } from './mend.js';
import { agreementsConcerned, recordsConcerned } from './opening.js';
import { mayBringUp, overriddenBy } from './overriding.js';
import { restrictedStubs } from './in-emergency.js';
import { readAgain, type StubWithContent } from './read-again.js';
import type { Reconsidered, ReconsiderationDeps } from './reconsideration.js';
import { applyChanges, comesUp, planRelease, type Change } from './release.js';
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
  readonly standing: readonly About<SharedItem>[];
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
    const found = [
      ...(await this.itemsOf([...overriddenBy(triggers, overrides), ...concerns])),
      ...(await this.itemsFor(triggers)),
      ...(await restrictedStubs(this.timeline, triggers)),
    ];
    const stubs = found.filter(isStub).filter(([{ item }, trigger]) => mayBringUp(trigger, item, overrides));
    const { stubs: read, gone } = await this.withContent(stubs);
    return { facts, gone, ...this.changing(found.filter(isShared), read) };
  }

  /**
   * Most stay as they are, and only the rest has to hold up what arrives. Whatever alters one of them later is a change of
   * its own, and has it looked at again.
   */
  private changing(
    standing: readonly About<SharedItem>[],
    stubs: readonly StubWithContent[],
  ): Pick<ReadToDecide, 'standing' | 'stubs'> {
    const planning = this.planning();
    return {
      standing: standing.filter((about) => planCease(planning, ...about) !== undefined),
      // Of an override it is told what stays shut.
      stubs: stubs.filter(
        ({ trigger, content }) => trigger.kind === 'OVERRIDDEN' || comesUp(planning, content),
      ),
    };
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

  /** Each with the end of what it stands on, or with the last change that may alter it. */
  private async itemsFor(triggers: readonly Trigger[]): Promise<readonly About<TimelineItem>[]> {
    const { known } = this.intake.memory;
    const ofRecords = lastOf(triggers, (trigger) => recordsConcerned(known, trigger));
    const ofAgreements = lastOf(triggers, (trigger) => agreementsConcerned(known, trigger));
    if (ofRecords.size + ofAgreements.size === 0) return [];
    const items = await this.timeline.itemsAbout([...ofRecords.keys()], [...ofAgreements.keys()]);
    return items.flatMap((item) => {
      const causes = [
        ...agreementsUnder(item).map((each) => ofAgreements.get(each)),
        ...item.people.map(({ record }) => ofRecords.get(record)),
      ];
      const cause = causes.find((found) => found);
      return cause ? [[item, cause] as const] : [];
    });
  }

  private async cease(standing: readonly About<SharedItem>[]): Promise<void> {
    const planning = this.planning();
    const changes = new Map<string, Change>();
    for (const about of standing) {
      const change = planCease(planning, ...about);
      if (change && !changes.has(change.stream)) changes.set(change.stream, change);
    }
    await this.apply([...changes.values()]);
    this.tell('ceased', [...changes.values()].filter(({ event }) => event.type === 'ItemCeased').length);
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

  private async withContent(
    found: readonly About<HeldItem>[],
  ): Promise<Pick<ReadToDecide, 'stubs' | 'gone'>> {
    const wanted = found.toReversed().filter(([held]) => !isTakenBack(held));
    const each = [...new Map(wanted.map((about) => [about[0].item, about])).values()];
    if (each.length === 0) return { stubs: [], gone: [] };
    const { stubs, gone } = await readAgain(this.intake, this.feed, each);
    // An end seldom brings anything up: no agency is asked for content because of one.
    const missed = gone.filter(([, { kind }]) => kind !== 'ENDED');
    this.tell('content_gone', missed.length);
    if (missed.length > 0)
      this.intake.logger.warn('The feed no longer has the content of stubs', { count: missed.length });
    return { stubs, gone: missed };
  }

  private async apply(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0 || (await applyChanges(this.intake.store, changes))) return;
    throw unavailable('INTAKE.VIEW_BEHIND', 'An item changed while it was decided again');
  }
}

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

const withoutContent = ([{ item }, trigger]: About<HeldItem>): StaysShut => ({
  item,
  trigger,
  why: 'CONTENT_GONE',
});
