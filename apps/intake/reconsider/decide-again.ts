import type { FeedReader } from '#feed';
import { personOf, recordsOf } from '#identity';
import type { HeldItem, SharedItem, TimelineItem } from '#journey';
import { unavailable, type ItemId, type RecordId } from '#platform';
import { layerOn } from '../memory/known-facts.js';
import { planningOf, readMessages, type Intake } from '../process-batch.js';
import { appendFacts } from '../stages/append.js';
import { itemStream } from '../stages/origin.js';
import type { Planning } from '../stages/plan.js';
import { sealAll } from '../stages/sealing.js';
import { planCease, type Ending } from './cease.js';
import { planMending } from './mend.js';
import type { Reconsidered, ReconsiderationDeps } from './reconsideration.js';
import { applyChanges, planRelease, type Change, type Release } from './release.js';
import type { Trigger } from './triggers.js';
import type { Concern, DoubtfulFact } from './work.js';

export interface ToDecide {
  readonly triggers: readonly Trigger[];
  /** Items that were decided without a trigger before them. */
  readonly concerns: readonly Concern[];
  readonly facts: readonly DoubtfulFact[];
}

type About<Item, Of = Trigger> = readonly [item: Item, trigger: Of];

/** Decides again what may have changed, to be called `alone`. Doing it again changes nothing. */
export class DecideAgain {
  constructor(
    private readonly intake: Intake,
    private readonly feed: FeedReader,
    private readonly timeline: ReconsiderationDeps['timeline'],
    private readonly tell: (outcome: Reconsidered, count: number) => void,
  ) {}

  async decide({ triggers, concerns, facts }: ToDecide): Promise<void> {
    await this.mend(facts);
    const overtaken = await this.itemsOf(concerns);
    await this.cease(triggers, overtaken);
    await this.release(triggers, overtaken);
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

  private async cease(
    triggers: readonly Trigger[],
    overtaken: readonly About<TimelineItem>[],
  ): Promise<void> {
    const standing: About<TimelineItem>[] = [...overtaken];
    for (const trigger of triggers) {
      if (trigger.kind !== 'ENDED') continue;
      for (const item of await this.timeline.itemsStandingOn(trigger.agreement))
        standing.push([item, trigger]);
    }
    const planning = this.planning();
    const changes = new Map<string, Change>();
    for (const about of standing) {
      const change = isEnding(about) ? planCease(planning, ...about) : undefined;
      if (change && !changes.has(change.stream)) changes.set(change.stream, change);
    }
    await this.apply([...changes.values()]);
    this.tell('ceased', changes.size);
  }

  private async release(
    triggers: readonly Trigger[],
    overtaken: readonly About<TimelineItem>[],
  ): Promise<void> {
    const stubs = [...(await this.stubsFor(triggers)), ...overtaken.filter(isStub)];
    const held = new Map<ItemId, About<HeldItem>>();
    for (const about of stubs) if (!held.has(about[0].item)) held.set(about[0].item, about);
    if (held.size === 0) return;
    const releases = await this.planReleases([...held.values()]);
    const changes = releases.flatMap(({ held: { item, revision }, released }) =>
      released ? [{ stream: itemStream(item), expected: revision, event: released }] : [],
    );
    await this.apply(changes);
    await appendFacts(
      this.intake.store,
      releases.flatMap(({ facts }) => facts),
    );
    this.intake.metrics.count('throughline_outcomes_total', { outcome: 'released' }, changes.length);
    this.tell('released', changes.length);
  }

  /** Stubs of every record of the persons concerned, each with the first change that brings it up. */
  private async stubsFor(triggers: readonly Trigger[]): Promise<readonly About<HeldItem>[]> {
    const causes = new Map<RecordId, Trigger>();
    for (const trigger of triggers)
      for (const record of this.recordsConcerned(trigger))
        if (!causes.has(record)) causes.set(record, trigger);
    if (causes.size === 0) return [];
    const stubs = await this.timeline.stubsOfRecords([...causes.keys()]);
    return stubs.flatMap((stub) => {
      const cause = stub.people.map(({ record }) => causes.get(record)).find((found) => found);
      return cause ? [[stub, cause] as const] : [];
    });
  }

  private recordsConcerned(trigger: Trigger): readonly RecordId[] {
    if (trigger.kind === 'ENDED') return [];
    const { identity } = this.intake.memory.known;
    const person = personOf(identity, trigger.record);
    return person === undefined ? [trigger.record] : recordsOf(identity, person);
  }

  private async planReleases(held: readonly About<HeldItem>[]): Promise<readonly Release[]> {
    const messages = await this.feed.read(
      held.map(([{ source }]) => ({ ...source, offset: BigInt(source.offset) })),
    );
    const gone = messages.filter((message) => message === undefined).length;
    this.tell('content_gone', gone);
    if (gone > 0) this.intake.logger.warn('The feed no longer has the content of stubs', { count: gone });
    const read = messages.map((message) => (message ? readMessages(this.intake, [message])[0] : undefined));
    const planning = this.planning();
    const planned = held.flatMap(([stub, trigger], at) => {
      const validated = read[at];
      return validated?.on ? [planRelease(planning, stub, validated.value, trigger)] : [];
    });
    return sealAll(this.intake.vault, planned);
  }

  private async apply(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0 || (await applyChanges(this.intake.store, changes))) return;
    throw unavailable('INTAKE.VIEW_BEHIND', 'An item changed while it was decided again');
  }
}

const isEnding = (about: About<TimelineItem>): about is About<SharedItem, Ending> =>
  about[0].state === 'SHARED' && about[1].kind === 'ENDED';

const isStub = (about: About<TimelineItem>): about is About<HeldItem> =>
  about[0].state !== 'SHARED' && about[1].kind !== 'ENDED';
