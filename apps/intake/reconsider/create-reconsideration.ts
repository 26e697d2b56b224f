import type { StoredEvent, Subscription } from '#event-store';
import { AGREEMENT_STREAMS } from '#sharing';
import type { FeedReader } from '#feed';
import { recordsOf, personOf } from '#identity';
import type { HeldItem } from '#journey';
import { unavailable, type RecordId } from '#platform';
import { asFault } from '../faults.js';
import { planningOf, readMessages, type Intake } from '../process-batch.js';
import { appendFacts } from '../stages/append.js';
import { itemStream } from '../stages/origin.js';
import { sealAll } from '../stages/sealing.js';
import { planCease } from './cease.js';
import type { ReconsiderationDeps, ReconsiderationStatus } from './reconsideration.js';
import { applyChanges, planRelease, type Change, type Release } from './release.js';
import { triggerOf, type Trigger } from './triggers.js';

export interface Reconsideration {
  start(): Promise<void>;
  stop(): Promise<void>;
  status(): ReconsiderationStatus;
}

/**
 * Decides again what an agreement or a link may have changed: stubs come up with content read again from the feed,
 * items whose last recipient is gone cease. Runs once for each change, in order, and starts after the last one done.
 */
export function createReconsideration(
  intake: Intake,
  feed: FeedReader,
  deps: ReconsiderationDeps,
): Reconsideration {
  const run = new Run(intake, feed, deps);
  let subscription: Subscription | undefined;
  return {
    async start() {
      const after = await deps.checkpoint.find();
      subscription = intake.store.subscribe(
        { prefixes: ['record-', AGREEMENT_STREAMS], after },
        async ({ events }) => run.take(events),
      );
      subscription.done.catch((error: unknown) => {
        intake.logger.error('Reconsideration stopped', { error });
      });
    },
    async stop() {
      await subscription?.stop();
    },
    status: () => run.status,
  };
}

class Run {
  status: ReconsiderationStatus = { released: 0, ceased: 0, contentGone: 0 };

  constructor(
    private readonly intake: Intake,
    private readonly feed: FeedReader,
    private readonly deps: ReconsiderationDeps,
  ) {}

  async take(events: readonly StoredEvent[]): Promise<void> {
    const last = events.at(-1);
    if (!last) return;
    const triggers = events.flatMap((event) => triggerOf(event) ?? []);
    try {
      if (triggers.length > 0) await this.reconsider(triggers, last.position);
      await this.deps.checkpoint.put(last.position);
    } catch (error) {
      this.intake.memory.forget();
      throw asFault(error);
    }
    this.status = { ...this.status, position: last.position };
  }

  private async reconsider(triggers: readonly Trigger[], position: bigint): Promise<void> {
    await this.deps.waitForTimeline(position);
    await this.intake.memory.passed(position);
    const { planning, storing } = this.intake.turns;
    // Both: nothing is planned on what this may yet fail to store, and what was planned before is stored first.
    await planning.take(() => storing.take(() => this.decideAgain(triggers)));
  }

  private async decideAgain(triggers: readonly Trigger[]): Promise<void> {
    await this.intake.memory.whole();
    await this.cease(triggers);
    await this.release(triggers);
  }

  private async cease(triggers: readonly Trigger[]): Promise<void> {
    const planning = planningOf(this.intake);
    const changes = new Map<string, Change>();
    for (const trigger of triggers) {
      if (trigger.kind !== 'ENDED') continue;
      for (const item of await this.deps.timeline.itemsStandingOn(trigger.agreement)) {
        const change = item.state === 'SHARED' ? planCease(planning, item, trigger) : undefined;
        if (change && !changes.has(change.stream)) changes.set(change.stream, change);
      }
    }
    await this.apply([...changes.values()]);
    this.status = { ...this.status, ceased: this.status.ceased + changes.size };
  }

  private async release(triggers: readonly Trigger[]): Promise<void> {
    const held = await this.stubsFor(triggers);
    if (held.size === 0) return;
    const releases = await this.planReleases([...held]);
    await this.apply(
      releases.map(({ held: { item, revision }, released }) => ({
        stream: itemStream(item),
        expected: revision,
        event: released,
      })),
    );
    await appendFacts(
      this.intake.store,
      releases.flatMap(({ facts }) => facts),
    );
    this.intake.metrics.count('throughline_outcomes_total', { outcome: 'released' }, releases.length);
    this.status = { ...this.status, released: this.status.released + releases.length };
  }

  /** Stubs of every record of the persons concerned, each with the first change that brings it up. */
  private async stubsFor(triggers: readonly Trigger[]): Promise<ReadonlyMap<HeldItem, Trigger>> {
    const causes = new Map<RecordId, Trigger>();
    for (const trigger of triggers)
      for (const record of this.recordsConcerned(trigger))
        if (!causes.has(record)) causes.set(record, trigger);
    if (causes.size === 0) return new Map();
    const stubs = await this.deps.timeline.stubsOfRecords([...causes.keys()]);
    return new Map(
      stubs.flatMap((stub) => {
        const cause = stub.people.map(({ record }) => causes.get(record)).find((found) => found);
        return cause ? [[stub, cause] as const] : [];
      }),
    );
  }

  private recordsConcerned(trigger: Trigger): readonly RecordId[] {
    if (trigger.kind === 'ENDED') return [];
    const { identity } = this.intake.memory;
    const person = personOf(identity, trigger.record);
    return person === undefined ? [trigger.record] : recordsOf(identity, person);
  }

  private async planReleases(held: readonly (readonly [HeldItem, Trigger])[]): Promise<readonly Release[]> {
    const messages = await this.feed.read(
      held.map(([{ source }]) => ({ ...source, offset: BigInt(source.offset) })),
    );
    const gone = messages.filter((message) => message === undefined).length;
    this.status = { ...this.status, contentGone: this.status.contentGone + gone };
    if (gone > 0) this.intake.logger.warn('The feed no longer has the content of stubs', { count: gone });
    const planning = planningOf(this.intake);
    const planned = held.flatMap(([stub, trigger], at) => {
      const message = messages[at];
      const [read] = message ? readMessages(this.intake, [message]) : [];
      return read?.on ? (planRelease(planning, stub, read.value, trigger) ?? []) : [];
    });
    const releases = await sealAll(this.intake.vault, planned);
    this.intake.memory.own(releases.flatMap(({ facts }) => facts.map(({ event }) => event.id)));
    return releases;
  }

  private async apply(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0 || (await applyChanges(this.intake.store, changes))) return;
    throw unavailable('INTAKE.VIEW_BEHIND', 'An item changed while it was decided again');
  }
}
